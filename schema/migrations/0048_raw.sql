-- 0048_raw.sql - the bytes of messages by months
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A month that nobody needs any more is dropped as a whole. 0049 moves what
-- was there before.

ALTER TABLE psq.raw RENAME TO raw_before;
ALTER TABLE psq.raw_before DROP CONSTRAINT raw_message_fkey;
ALTER INDEX psq.raw_pkey RENAME TO raw_before_pkey;

CREATE TABLE psq.raw (
	message bigint NOT NULL REFERENCES psq.message,
	bytes bytea COMPRESSION lz4 NOT NULL,
	size_on_server bigint NOT NULL CHECK (size_on_server >= 0),
	complete boolean NOT NULL,
	stored_on date NOT NULL DEFAULT current_date,
	PRIMARY KEY (message, stored_on)
) PARTITION BY RANGE (stored_on);
COMMENT ON COLUMN psq.raw.bytes IS 'exactly as the server gave them';
COMMENT ON COLUMN psq.raw.complete IS
	'false where a message over the size limit was taken in part only';
COMMENT ON COLUMN psq.raw.stored_on IS
	'decides the partition: when the row was made, not when the mail was sent';
CREATE TRIGGER raw_guard BEFORE INSERT OR UPDATE ON psq.raw
	FOR EACH ROW EXECUTE FUNCTION psq.raw_guard();

-- What falls into no month's partition; normally empty.
CREATE TABLE psq.raw_default PARTITION OF psq.raw DEFAULT;

-- Makes the partitions of this month and of those to come.
CREATE FUNCTION psq.make_months(count integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	month date;
	name text;
	made integer := 0;
BEGIN
	FOR month IN SELECT generate_series(date_trunc('month', now()),
		date_trunc('month', now()) + make_interval(months => count - 1),
		'1 month')::date
	LOOP
		name := 'raw_' || to_char(month, 'YYYY_MM');
		CONTINUE WHEN to_regclass('psq.' || name) IS NOT NULL;
		EXECUTE format('CREATE TABLE psq.%I PARTITION OF psq.raw
			FOR VALUES FROM (%L) TO (%L)', name, month,
			month + interval '1 month');
		made := made + 1;
	END LOOP;
	RETURN made;
END
$$;
REVOKE ALL ON FUNCTION psq.make_months FROM PUBLIC;
SELECT psq.make_months(18);
GRANT SELECT ON psq.raw TO psq_admin, psq_clerk;
CREATE POLICY clerk ON psq.raw TO psq_clerk USING (EXISTS
	(SELECT FROM psq.message m WHERE m.id = message));
CREATE POLICY admin ON psq.raw FOR SELECT TO psq_admin USING (true);
ALTER TABLE psq.raw ENABLE ROW LEVEL SECURITY;
