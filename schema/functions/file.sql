-- file.sql - filing: a message becomes a ticket, with its row in the ledger
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. Whoever calls needs EXECUTE only: the functions run with the
-- owner's rights, so that psqd can file but neither read nor change.

-- Locks the mailbox until the transaction ends and gives its station: two who
-- file in the same mailbox wait for each other, so that what is looked up
-- stays true.
CREATE OR REPLACE FUNCTION psq.lock_mailbox(of_mailbox bigint)
RETURNS psq.station_code
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
DECLARE
	found_station psq.station_code;
BEGIN
	SELECT station INTO found_station FROM mailbox
		WHERE id = of_mailbox FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is no mailbox %', of_mailbox
			USING ERRCODE = 'undefined_object';
	END IF;
	RETURN found_station;
END
$$;

-- The next ticket number of a station. The counter's row stays locked until
-- the transaction ends, and falls back with it: numbers have no gap.
CREATE OR REPLACE FUNCTION psq.next_number(of_station text)
RETURNS text
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
DECLARE
	this_year smallint := extract(year FROM now() AT TIME ZONE 'Europe/Paris');
	sequence integer;
BEGIN
	INSERT INTO ticket_counter AS c (station, year, last)
		VALUES (of_station, this_year, 1)
		ON CONFLICT (station, year) DO UPDATE SET last = c.last + 1
		RETURNING last INTO sequence;
	RETURN format('%s-%s-%s', of_station, this_year,
		lpad(sequence::text, 6, '0'));
END
$$;

-- The pieces of evidence for any of the fields named.
CREATE OR REPLACE FUNCTION psq.evidence_of(evidence jsonb, fields text[])
RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = psq, pg_temp AS $$
	SELECT coalesce(jsonb_agg(e), '[]')
	FROM jsonb_array_elements(evidence) e WHERE e->>'of' = ANY (fields)
$$;

-- NULL for what no calendar has.
CREATE OR REPLACE FUNCTION psq.time_of(seconds bigint)
RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN seconds BETWEEN 1 AND 253402300799
		THEN to_timestamp(seconds) END
$$;

-- Opens a ticket for a reading.
CREATE OR REPLACE FUNCTION psq.open_ticket(of_mailbox bigint,
	of_station text, r psq.reading)
RETURNS bigint
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
DECLARE
	new_ticket bigint;
BEGIN
	INSERT INTO ticket (number, station, mailbox, topic, place)
		VALUES (next_number(of_station), of_station, of_mailbox, r.topic,
			nullif(r.place, ''))
		RETURNING id INTO new_ticket;
	IF cardinality(r.flags) > 0 THEN
		INSERT INTO flag (ticket, flag, score, evidence)
			SELECT new_ticket, f,
				coalesce(max((e->>'score')::real), 1),
				coalesce(jsonb_agg(e) FILTER (WHERE e IS NOT NULL), '[]')
			FROM unnest(r.flags) f
			LEFT JOIN jsonb_array_elements(r.evidence) e
				ON e->>'of' = f
			GROUP BY f;
	END IF;
	INSERT INTO contact (ticket, surname, given_name, phones, channel,
			anonymous, evidence)
		VALUES (new_ticket, nullif(r.surname, ''),
			nullif(r.given_name, ''), r.phones::phone[], r.channel,
			r.anonymous, evidence_of(r.evidence, ARRAY['surname',
				'given_name', 'phone', 'phones', 'channel',
				'anonymous']));
	RETURN new_ticket;
END
$$;

-- Stores a message that the mailbox does not have yet, with its ticket if it
-- is a person's.
CREATE OR REPLACE FUNCTION psq.store_message(of_mailbox bigint,
	of_station text, its_sha256 bytea, its_bytes bytea, its_size bigint,
	is_complete boolean, came_at timestamptz, reader text, r psq.reading,
	OUT new_message bigint, OUT new_ticket bigint)
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
BEGIN
	IF r.kind = 'person' THEN
		new_ticket := open_ticket(of_mailbox, of_station, r);
	END IF;
	INSERT INTO message (mailbox, sha256, kind, ticket, message_id,
			in_reply_to, refs, from_name, from_address, subject, said,
			quoted, signature, language, sent_at, sent_utc_offset,
			received_at, attachments, notes, evidence, reader_version)
		VALUES (of_mailbox, its_sha256, r.kind, new_ticket, r.message_id,
			r.in_reply_to, r.refs, r.from_name, r.from_address, r.subject,
			r.said, r.quoted, r.signature, r.language, time_of(r.sent_at),
			CASE WHEN r.sent_utc_offset BETWEEN -1440 AND 1440
				THEN r.sent_utc_offset END,
			came_at, r.attachments, r.notes, r.evidence, reader)
		RETURNING id INTO new_message;
	INSERT INTO raw (message, bytes, size_on_server, complete)
		VALUES (new_message, its_bytes, its_size, is_complete);
END
$$;

-- What became of a message: its fate in the ledger and its ticket's number.
-- No row if the ledger lacks it.
CREATE OR REPLACE FUNCTION psq.fate_of(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint)
RETURNS TABLE (fate text, number text)
LANGUAGE sql STABLE SET search_path = psq, pg_temp AS $$
	SELECT l.fate, t.number
	FROM ledger l
	LEFT JOIN message m ON m.id = l.message
	LEFT JOIN ticket t ON t.id = m.ticket
	WHERE l.mailbox = of_mailbox AND l.uidvalidity = in_uidvalidity
		AND l.uid = its_uid
$$;

-- Takes one message in. What the ledger has is left as it is; bytes that the
-- mailbox has already are a duplicate; both without a second ticket. Gives the
-- fate and, where there is a ticket, its number.
CREATE OR REPLACE FUNCTION psq.file_message(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint, internal_date bigint,
	its_size bigint, is_complete boolean, its_bytes bytea, reader text,
	r psq.reading)
RETURNS TABLE (fate text, number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
#variable_conflict use_column
DECLARE
	its_station psq.station_code := lock_mailbox(of_mailbox);
	its_sha256 bytea := sha256(its_bytes);
	came_at timestamptz := time_of(internal_date);
	its_message bigint;
	its_ticket bigint;
	its_fate text := 'duplicate';
BEGIN
	RETURN QUERY SELECT * FROM fate_of(of_mailbox, in_uidvalidity, its_uid);
	IF FOUND THEN
		RETURN;
	END IF;
	SELECT id, ticket INTO its_message, its_ticket FROM message
		WHERE mailbox = of_mailbox AND sha256 = its_sha256;
	IF NOT FOUND THEN
		SELECT new_message, new_ticket INTO its_message, its_ticket
			FROM store_message(of_mailbox, its_station, its_sha256,
				its_bytes, its_size, is_complete,
				coalesce(came_at, now()), reader, r);
		its_fate := CASE WHEN its_ticket IS NULL THEN 'automatic'
			ELSE 'ticket' END;
	END IF;
	INSERT INTO ledger (mailbox, uidvalidity, uid, fate, message, sha256,
			size, internal_date, settled_at)
		VALUES (of_mailbox, in_uidvalidity, its_uid, its_fate, its_message,
			its_sha256, its_size, came_at,
			CASE WHEN in_uidvalidity = 0 THEN now() END);
	IF its_ticket IS NOT NULL THEN
		INSERT INTO event (ticket, mailbox, what, detail)
			VALUES (its_ticket, of_mailbox,
				CASE its_fate WHEN 'duplicate' THEN 'came_again'
					ELSE 'taken_in' END,
				jsonb_build_object('message', its_message,
					'uidvalidity', in_uidvalidity, 'uid', its_uid));
	END IF;
	RETURN QUERY SELECT its_fate,
		(SELECT t.number FROM ticket t WHERE t.id = its_ticket);
END
$$;

REVOKE ALL ON FUNCTION psq.lock_mailbox, psq.next_number, psq.evidence_of,
	psq.time_of, psq.open_ticket, psq.store_message, psq.fate_of,
	psq.file_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.file_message TO psq_daemon;
