-- file.sql - filing: a message becomes a ticket, with its row in the ledger
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. Whoever calls needs EXECUTE only: file_message and its like run
-- with the owner's rights, so that psqd can file but neither read nor change.
-- They fix the search path; what they call, which nobody else may, runs under
-- it and names its tables in full. A function whose parameters change must be
-- dropped by a migration: OR REPLACE would leave the old one beside it.

-- Locks the mailbox until the transaction ends and gives its station: two who
-- file in the same mailbox wait for each other, so that what is looked up
-- stays true. Then the station's history, in the order of migration 0043.
CREATE OR REPLACE FUNCTION psq.lock_mailbox(of_mailbox bigint,
	OUT its_station text)
LANGUAGE plpgsql AS $$
BEGIN
	SELECT station INTO its_station FROM psq.mailbox
		WHERE id = of_mailbox FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is no mailbox %', of_mailbox
			USING ERRCODE = 'undefined_object';
	END IF;
	PERFORM psq.lock_station(its_station);
END
$$;

-- The next ticket number of a station. The counter's row stays locked until
-- the transaction ends, and falls back with it: numbers have no gap.
CREATE OR REPLACE FUNCTION psq.next_number(of_station text)
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	this_year smallint := extract(year FROM now() AT TIME ZONE 'Europe/Paris');
	sequence integer;
BEGIN
	INSERT INTO psq.ticket_counter AS c (station, year, last)
		VALUES (of_station, this_year, 1)
		ON CONFLICT (station, year) DO UPDATE SET last = c.last + 1
		RETURNING last INTO sequence;
	RETURN of_station || '-' || this_year || '-' ||
		lpad(sequence::text, 6, '0');
END
$$;

-- NULL for what no calendar has. Not STRICT, so that it is inlined.
CREATE OR REPLACE FUNCTION psq.time_of(seconds bigint)
RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN seconds BETWEEN 1 AND 253402300799
		THEN to_timestamp(seconds) END
$$;

-- Opens a ticket for a reading.
CREATE OR REPLACE FUNCTION psq.open_ticket(of_mailbox bigint,
	of_station text, r psq.reading, OUT new_ticket bigint,
	OUT new_number text)
LANGUAGE plpgsql AS $$
BEGIN
	new_number := psq.next_number(of_station);
	INSERT INTO psq.ticket (number, station, mailbox, topic, place, commune,
			commune_name)
		VALUES (new_number, of_station, of_mailbox, r.topic,
			nullif(r.place, ''), r.commune, r.commune_name)
		RETURNING id INTO new_ticket;
	IF cardinality(r.flags) > 0 THEN
		INSERT INTO psq.flag (ticket, flag, score, evidence)
			SELECT new_ticket, f,
				coalesce(max((e->>'score')::real), 1),
				coalesce(jsonb_agg(e) FILTER (WHERE e IS NOT NULL), '[]')
			FROM unnest(r.flags) f
			LEFT JOIN jsonb_array_elements(r.evidence) e
				ON e->>'of' = f
			GROUP BY f;
	END IF;
	INSERT INTO psq.contact (ticket, surname, given_name, phones, channel,
			anonymous, call_hours, evidence)
		SELECT new_ticket, nullif(r.surname, ''), nullif(r.given_name, ''),
			r.phones, r.channel, r.anonymous, nullif(r.call_hours, ''),
			coalesce(jsonb_agg(e), '[]')
		FROM jsonb_array_elements(r.evidence) e
		WHERE e->>'of' IN ('surname', 'given_name', 'phone', 'phones',
			'channel', 'anonymous', 'call_hours');
END
$$;

-- Stores a message that the mailbox does not have yet, with its ticket if it
-- is a person's.
CREATE OR REPLACE FUNCTION psq.store_message(of_mailbox bigint,
	of_station text, its_sha256 bytea, its_bytes bytea, its_size bigint,
	is_complete boolean, came_at timestamptz, reader text, r psq.reading,
	OUT new_message bigint, OUT new_ticket bigint, OUT new_number text)
LANGUAGE plpgsql AS $$
BEGIN
	IF r.kind = 'person' THEN
		SELECT t.new_ticket, t.new_number INTO new_ticket, new_number
			FROM psq.open_ticket(of_mailbox, of_station, r) t;
	END IF;
	INSERT INTO psq.message (mailbox, sha256, kind, ticket, message_id,
			in_reply_to, refs, from_name, from_address, subject, said,
			quoted, signature, language, sent_at, sent_utc_offset,
			received_at, attachments, notes, evidence, reader_version)
		VALUES (of_mailbox, its_sha256, r.kind, new_ticket, r.message_id,
			r.in_reply_to, r.refs, r.from_name, r.from_address, r.subject,
			r.said, r.quoted, r.signature, r.language,
			psq.time_of(r.sent_at),
			CASE WHEN r.sent_utc_offset BETWEEN -1440 AND 1440
				THEN r.sent_utc_offset END,
			came_at, r.attachments, r.notes, r.evidence, reader)
		RETURNING id INTO new_message;
	INSERT INTO psq.raw (message, bytes, size_on_server, complete)
		VALUES (new_message, its_bytes, its_size, is_complete);
END
$$;

-- What the ledger says of a message: its fate and its ticket's number; both
-- NULL if the ledger lacks it, or has it as wanted.
CREATE OR REPLACE FUNCTION psq.fate_of(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint, OUT its_fate text,
	OUT its_number text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
	its_message bigint;
BEGIN
	SELECT l.fate, l.message INTO its_fate, its_message FROM psq.ledger l
		WHERE l.mailbox = of_mailbox AND l.uidvalidity = in_uidvalidity
			AND l.uid = its_uid AND l.wanted_at IS NULL;
	IF its_message IS NOT NULL THEN
		its_number := psq.number_of(its_message);
	END IF;
END
$$;

-- The number of a message's ticket, if it has one.
CREATE OR REPLACE FUNCTION psq.number_of(its_message bigint, OUT number text)
LANGUAGE plpgsql STABLE AS $$
BEGIN
	SELECT t.number INTO number_of.number FROM psq.message m
		JOIN psq.ticket t ON t.id = m.ticket WHERE m.id = its_message;
END
$$;

-- Takes one message in. What the ledger has is left as it is; bytes that the
-- mailbox has already are a duplicate; both without a second ticket. Gives the
-- fate and, where there is a ticket, its number.
CREATE OR REPLACE FUNCTION psq.file_message(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint, internal_date bigint,
	its_size bigint, is_complete boolean, its_bytes bytea, reader text,
	r psq.reading, OUT its_fate text, OUT its_number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	its_station text := psq.lock_mailbox(of_mailbox);
	its_sha256 bytea := sha256(its_bytes);
	came_at timestamptz := psq.time_of(internal_date);
	its_message bigint;
	its_ticket bigint;
BEGIN
	SELECT f.its_fate, f.its_number INTO its_fate, its_number
		FROM psq.fate_of(of_mailbox, in_uidvalidity, its_uid) f;
	IF its_fate IS NOT NULL THEN
		RETURN;
	END IF;
	SELECT m.id, m.ticket INTO its_message, its_ticket FROM psq.message m
		WHERE m.mailbox = of_mailbox AND m.sha256 = its_sha256;
	IF FOUND THEN
		its_fate := 'duplicate';
		its_number := psq.number_of(its_message);
	ELSE
		SELECT s.new_message, s.new_ticket, s.new_number
			INTO its_message, its_ticket, its_number
			FROM psq.store_message(of_mailbox, its_station, its_sha256,
				its_bytes, its_size, is_complete,
				coalesce(came_at, now()), reader, r) s;
		its_fate := CASE WHEN its_ticket IS NULL THEN 'automatic'
			ELSE 'ticket' END;
	END IF;
	PERFORM psq.enter_ledger(of_mailbox, in_uidvalidity, its_uid, its_fate,
		its_message, NULL, its_sha256, its_size, came_at);
	IF its_ticket IS NOT NULL THEN
		INSERT INTO psq.event (ticket, mailbox, what, detail)
			VALUES (its_ticket, of_mailbox,
				CASE its_fate WHEN 'duplicate' THEN 'came_again'
					ELSE 'taken_in' END,
				jsonb_build_object('message', its_message,
					'uidvalidity', in_uidvalidity, 'uid', its_uid));
	END IF;
END
$$;

REVOKE ALL ON FUNCTION psq.lock_mailbox, psq.next_number, psq.time_of,
	psq.open_ticket, psq.store_message, psq.fate_of, psq.number_of,
	psq.file_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.file_message TO psq_daemon;
