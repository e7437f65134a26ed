-- 0042_life.sql - what a ticket goes through: columns, tables, triggers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Each statement is quick, whatever the tables hold; 0049 fills in what older
-- rows lack.

CREATE TABLE psq.phenomenon (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	station psq.station_code NOT NULL REFERENCES psq.station,
	title text NOT NULL CHECK (title <> ''),
	topic psq.topic NOT NULL,
	place_key text,
	commune text,
	confirmed_at timestamptz NOT NULL DEFAULT now(),
	confirmed_by bigint NOT NULL REFERENCES psq.account
);
CREATE INDEX ON psq.phenomenon (station, id DESC);
COMMENT ON TABLE psq.phenomenon IS
	'what several residents wrote about, as a delegate has confirmed';

ALTER TABLE psq.ticket
	ADD COLUMN version integer NOT NULL DEFAULT 1,
	ADD COLUMN flags text[] NOT NULL DEFAULT '{}' CHECK
		(flags <@ ARRAY['emergency', 'distress', 'complaint', 'offence',
			'appointment', 'out_of_scope']),
	ADD COLUMN alarm smallint NOT NULL DEFAULT 0 CHECK
		(alarm BETWEEN 0 AND 2),
	ADD COLUMN due_at timestamptz,
	ADD COLUMN answered_at timestamptz,
	ADD COLUMN next_call_at timestamptz,
	ADD COLUMN assignee bigint REFERENCES psq.account,
	ADD COLUMN merged_into bigint REFERENCES psq.ticket,
	ADD COLUMN phenomenon bigint REFERENCES psq.phenomenon,
	ADD COLUMN purged_at timestamptz,
	ADD CONSTRAINT merged_is_duplicate CHECK
		(merged_into IS NULL OR (outcome = 'duplicate') IS TRUE) NOT VALID,
	ADD CONSTRAINT not_into_itself CHECK (merged_into <> id) NOT VALID;
COMMENT ON COLUMN psq.ticket.version IS
	'grows with each change: who acts says which one he saw';
COMMENT ON COLUMN psq.ticket.flags IS
	'in the order of gravity; psq.flag says why';
COMMENT ON COLUMN psq.ticket.alarm IS '2 emergency, 1 distress, 0 none';
COMMENT ON COLUMN psq.ticket.due_at IS
	'when the day ends on which the next answer is due';
COMMENT ON COLUMN psq.ticket.answered_at IS 'the first answer';
COMMENT ON COLUMN psq.ticket.purged_at IS
	'when the words of and about the person were removed';
COMMENT ON COLUMN psq.ticket.next_call_at IS 'when to try again by phone';

-- Words about a person stand here, not in events: those can't be changed, and
-- these go when their time is over. An event holds the salted digest of its
-- entry, which proves the entry while it is there and tells nothing after.
CREATE TABLE psq.entry (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ticket bigint NOT NULL REFERENCES psq.ticket,
	at timestamptz NOT NULL DEFAULT clock_timestamp(),
	account bigint NOT NULL REFERENCES psq.account,
	kind text NOT NULL CHECK
		(kind IN ('note', 'answer', 'call', 'visit', 'contact')),
	body text NOT NULL DEFAULT '',
	detail jsonb NOT NULL DEFAULT '{}' CHECK
		(jsonb_typeof(detail) = 'object'),
	salt bytea NOT NULL CHECK (octet_length(salt) = 32),
	CONSTRAINT says_something CHECK
		(kind NOT IN ('note', 'answer') OR body <> '')
);
CREATE INDEX ON psq.entry (ticket, id);
COMMENT ON TABLE psq.entry IS
	'notes, answers, calls, visits and corrected contacts of tickets';

CREATE TABLE psq.link (
	a bigint NOT NULL REFERENCES psq.ticket,
	b bigint NOT NULL REFERENCES psq.ticket,
	PRIMARY KEY (a, b),
	CONSTRAINT once CHECK (a < b)
);
CREATE INDEX ON psq.link (b);
COMMENT ON TABLE psq.link IS 'tickets that have to do with each other';

-- What a ticket does by itself, whoever writes: it counts its versions, knows
-- its alarm and its deadline, and goes from state to state as it may.
CREATE FUNCTION psq.guard_ticket() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	NEW.alarm := CASE WHEN 'emergency' = ANY (NEW.flags) THEN 2
		WHEN 'distress' = ANY (NEW.flags) THEN 1 ELSE 0 END;
	IF TG_OP = 'INSERT' OR NEW.due_at IS NULL THEN
		NEW.due_at := coalesce(NEW.due_at,
			psq.due_after(NEW.opened_at, NEW.station));
	END IF;
	IF TG_OP = 'INSERT' THEN
		RETURN NEW;
	END IF;
	-- A flag that filing raises is not a change.
	IF pg_trigger_depth() < 2 THEN
		NEW.version := OLD.version + 1;
	END IF;
	IF NEW.number <> OLD.number OR NEW.opened_at <> OLD.opened_at THEN
		RAISE EXCEPTION 'number and time of ticket % are fixed', OLD.number
			USING ERRCODE = 'restrict_violation';
	END IF;
	IF NEW.state <> OLD.state AND NOT (CASE OLD.state
		WHEN 'closed' THEN NEW.state = 'open'
		WHEN 'new' THEN true
		ELSE NEW.state <> 'new' OR NEW.station <> OLD.station END) THEN
		RAISE EXCEPTION 'a ticket does not go from % to %', OLD.state,
			NEW.state USING ERRCODE = 'PQ005';
	END IF;
	IF NEW.state <> 'closed' THEN
		NEW.merged_into := NULL;
	END IF;
	-- The resident wrote again, or it was not the end: another answer is due.
	IF OLD.state IN ('answered', 'closed')
		AND NEW.state IN ('open', 'waiting') THEN
		NEW.due_at := psq.due_after(now(), NEW.station);
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON psq.ticket
	FOR EACH ROW EXECUTE FUNCTION psq.guard_ticket();

-- psq.ticket.flags follows psq.flag.
CREATE FUNCTION psq.flags_of(its_id bigint) RETURNS text[]
LANGUAGE sql STABLE SET search_path = psq, pg_temp AS $$
	SELECT coalesce(array_agg(f.flag::text ORDER BY array_position(ARRAY[
		'emergency', 'distress', 'offence', 'complaint', 'appointment',
		'out_of_scope'], f.flag::text)), '{}')
	FROM psq.flag f WHERE f.ticket = its_id
$$;
CREATE FUNCTION psq.follow_flags() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	UPDATE psq.ticket SET flags = psq.flags_of(id)
		WHERE id IN (SELECT ticket FROM changed)
			AND flags IS DISTINCT FROM psq.flags_of(id);
	RETURN NULL;
END
$$;
CREATE TRIGGER follow_new AFTER INSERT ON psq.flag
	REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION psq.follow_flags();
CREATE TRIGGER follow_old AFTER DELETE ON psq.flag
	REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION psq.follow_flags();

REVOKE ALL ON FUNCTION psq.guard_ticket, psq.flags_of, psq.follow_flags
	FROM PUBLIC;
