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

-- Adds a reading's flags, each with its evidence; of one that is there already
-- the higher score stays.
CREATE OR REPLACE FUNCTION psq.add_flags(of_ticket bigint, r psq.reading)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO psq.flag AS old (ticket, flag, score, evidence)
		SELECT of_ticket, f, coalesce(max((e->>'score')::real), 1),
			coalesce(jsonb_agg(e) FILTER (WHERE e IS NOT NULL), '[]')
		FROM unnest(r.flags) f
		LEFT JOIN jsonb_array_elements(r.evidence) e ON e->>'of' = f
		GROUP BY f
		ON CONFLICT (ticket, flag) DO UPDATE
			SET score = excluded.score, evidence = excluded.evidence
			WHERE excluded.score > old.score;
END
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
	PERFORM psq.add_flags(new_ticket, r);
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

-- Stores a message that the mailbox does not have yet. A person's opens a
-- ticket or joins one; a machine's belongs to that of the letter it answers, if
-- it answers one. its_event, with its_detail, is the first thing that the
-- ticket's history says of it.
CREATE OR REPLACE FUNCTION psq.store_message(of_mailbox bigint,
	of_station text, its_sha256 bytea, its_bytes bytea, its_size bigint,
	is_complete boolean, came_at timestamptz, reader text, r psq.reading,
	its_event text, its_detail jsonb, OUT new_message bigint,
	OUT new_ticket bigint, OUT new_number text, OUT its_fate text)
LANGUAGE plpgsql AS $$
DECLARE
	its_letter bigint; -- that the message marks
	its_mark smallint;
	refers_to bigint;
BEGIN
	its_fate := CASE r.kind WHEN 'person' THEN 'follow_up' ELSE 'automatic' END;
	IF r.kind = 'person' THEN
		SELECT o.its_letter, o.its_ticket, o.its_mark
			INTO its_letter, new_ticket, its_mark
			FROM psq.find_opinion(of_mailbox, r) o;
	ELSE
		new_ticket := psq.find_letter(of_mailbox, r);
	END IF;
	IF r.kind = 'person' AND new_ticket IS NULL THEN
		SELECT t.joins, t.refers_to INTO new_ticket, refers_to
			FROM psq.find_thread(of_mailbox, r) t;
	END IF;
	IF r.kind = 'person' AND new_ticket IS NULL THEN
		its_fate := 'ticket';
		SELECT t.new_ticket INTO new_ticket
			FROM psq.open_ticket(of_mailbox, of_station, r) t;
	END IF;
	SELECT t.number INTO new_number FROM psq.ticket t WHERE t.id = new_ticket;
	new_message := psq.insert_message(of_mailbox, its_sha256, came_at,
		new_ticket, reader, r);
	INSERT INTO psq.raw (message, bytes, size_on_server, complete)
		VALUES (new_message, its_bytes, its_size, is_complete);
	PERFORM psq.add_event(new_ticket, of_mailbox, its_event,
		its_detail || jsonb_build_object('message', new_message));
	IF its_letter IS NOT NULL THEN
		PERFORM psq.count_opinion(its_letter, its_mark, r.said);
	ELSIF r.kind = 'person' THEN
		IF its_fate = 'follow_up' THEN
			PERFORM psq.follow_up(new_ticket, new_message, r);
		END IF;
		PERFORM psq.welcome(new_ticket, new_message, refers_to, r);
	END IF;
END
$$;

-- Adds to a ticket's history; nothing where there is no ticket.
CREATE OR REPLACE FUNCTION psq.add_event(of_ticket bigint, of_mailbox bigint,
	its_event text, its_detail jsonb)
RETURNS void
LANGUAGE sql AS $$
	INSERT INTO psq.event (ticket, mailbox, what, detail)
		SELECT of_ticket, of_mailbox, its_event, its_detail
		WHERE of_ticket IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION psq.insert_message(of_mailbox bigint,
	its_sha256 bytea, came_at timestamptz, its_ticket bigint, reader text,
	r psq.reading, OUT new_message bigint)
LANGUAGE sql AS $$
	INSERT INTO psq.message (mailbox, sha256, kind, ticket, message_id,
			in_reply_to, refs, from_name, from_address, subject, said,
			quoted, signature, language, sent_at, sent_utc_offset,
			received_at, attachments, notes, evidence, reader_version)
		VALUES (of_mailbox, its_sha256, r.kind, its_ticket, r.message_id,
			r.in_reply_to, r.refs, r.from_name, r.from_address, r.subject,
			r.said, r.quoted, r.signature, r.language,
			psq.time_of(r.sent_at),
			CASE WHEN r.sent_utc_offset BETWEEN -1440 AND 1440
				THEN r.sent_utc_offset END,
			came_at, r.attachments, r.notes, r.evidence, reader)
		RETURNING id
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
		SELECT s.new_message, s.new_ticket, s.new_number, s.its_fate
			INTO its_message, its_ticket, its_number, its_fate
			FROM psq.store_message(of_mailbox, its_station, its_sha256,
				its_bytes, its_size, is_complete,
				coalesce(came_at, now()), reader, r, 'taken_in',
				jsonb_build_object('uidvalidity', in_uidvalidity,
					'uid', its_uid)) s;
	END IF;
	PERFORM psq.enter_ledger(of_mailbox, in_uidvalidity, its_uid, its_fate,
		its_message, NULL, its_sha256, its_size, came_at);
	IF its_fate = 'duplicate' THEN
		PERFORM psq.add_event(its_ticket, of_mailbox, 'came_again',
			jsonb_build_object('message', its_message,
				'uidvalidity', in_uidvalidity, 'uid', its_uid));
	END IF;
END
$$;

REVOKE ALL ON FUNCTION psq.lock_mailbox, psq.next_number, psq.time_of,
	psq.add_flags, psq.open_ticket, psq.store_message, psq.insert_message,
	psq.add_event, psq.fate_of, psq.number_of,
	psq.file_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.file_message TO psq_daemon;
