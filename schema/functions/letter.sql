-- letter.sql - letters: queued in the filing transaction, taken, sent, retried
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. Psqd takes a letter, keeps its bytes, sends them, and says how it
-- went, each in a transaction of its own: whatever happens between two of them,
-- the letter goes out once, or again with the same Message-ID.

-- A Message-ID of ours: <number>.<92 random bits>@<the mailbox's domain>, so that
-- a header line with it has at most 78 characters.
CREATE OR REPLACE FUNCTION psq.new_message_id(of_ticket bigint)
RETURNS text
LANGUAGE sql AS $$
	SELECT t.number || '.' ||
		left(replace(gen_random_uuid()::text, '-', ''), 24) ||
		'@' || split_part(b.address, '@', 2)
	FROM psq.ticket t JOIN psq.mailbox b ON b.id = t.mailbox
	WHERE t.id = of_ticket
$$;

-- Why an acknowledgement to this address is held back, or NULL.
CREATE OR REPLACE FUNCTION psq.held_because(its_address text,
	of_mailbox bigint)
RETURNS text
LANGUAGE sql STABLE AS $$
	SELECT CASE
		WHEN EXISTS (SELECT FROM psq.mailbox WHERE address = lower(its_address))
			THEN 'a mailbox of our own'
		WHEN (SELECT count(*) FROM psq.letter l
				WHERE lower(l.to_address) = lower(its_address)
				AND l.kind = 'acknowledgement' AND l.state <> 'held'
				AND l.queued_at > now() - interval '1 hour') >= k.address_hour
			THEN 'acknowledged within the hour'
		WHEN (SELECT count(*) FROM psq.letter l
				WHERE lower(l.to_address) = lower(its_address)
				AND l.kind = 'acknowledgement' AND l.state <> 'held'
				AND l.queued_at > now() - interval '1 day') >= k.address_day
			THEN 'acknowledged too often today'
		WHEN (SELECT count(*) FROM psq.letter l JOIN psq.ticket t
				ON t.id = l.ticket
				WHERE t.mailbox = of_mailbox
				AND l.kind = 'acknowledgement' AND l.state <> 'held'
				AND l.queued_at > now() - interval '1 hour') >= k.mailbox_hour
			THEN 'too many letters in this hour'
		END
	FROM psq.brake k
$$;

-- Queues the acknowledgement of a person's message (CRPA L112-11): to the
-- address that it came from and no other.
CREATE OR REPLACE FUNCTION psq.queue_acknowledgement(of_ticket bigint,
	of_message bigint, is_safe boolean)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	m record;
	held text;
BEGIN
	SELECT g.mailbox, g.from_address, g.language INTO m
		FROM psq.message g WHERE g.id = of_message;
	IF coalesce(m.from_address, '') = '' THEN
		RETURN;
	END IF;
	held := psq.held_because(m.from_address, m.mailbox);
	INSERT INTO psq.letter (ticket, message, kind, to_address, language, safe,
			message_id, state, why)
		VALUES (of_ticket, of_message, 'acknowledgement', m.from_address,
			m.language, is_safe, psq.new_message_id(of_ticket),
			CASE WHEN held IS NULL THEN 'queued' ELSE 'held' END, held);
	IF held IS NULL THEN
		NOTIFY psq_letter;
	END IF;
END
$$;

-- Queues a delegate's answer. It goes where the ticket's first message came
-- from, or to the address of its latest follow-up.
CREATE OR REPLACE FUNCTION psq.queue_answer(of_ticket bigint, its_words text,
	its_signature text, who text, OUT letter bigint)
LANGUAGE plpgsql AS $$
DECLARE
	m record;
BEGIN
	SELECT g.id, g.from_address, g.language INTO m FROM psq.message g
		WHERE g.ticket = of_ticket AND g.kind = 'person'
		ORDER BY g.id DESC LIMIT 1;
	IF coalesce(m.from_address, '') = '' THEN
		RAISE EXCEPTION 'the ticket has no address to answer to'
			USING ERRCODE = 'no_data_found';
	END IF;
	INSERT INTO psq.letter (ticket, message, kind, to_address, language, said,
			signature, message_id, queued_by)
		VALUES (of_ticket, m.id, 'answer', m.from_address, 'fr', its_words,
			nullif(its_signature, ''), psq.new_message_id(of_ticket), who)
		RETURNING id INTO letter;
	NOTIFY psq_letter;
END
$$;

-- Takes the next letter that is due, of one of these mailboxes; all NULL if
-- there is none. One that somebody else has been sending for longer than stale
-- is taken over: the bytes that were kept are sent again.
CREATE OR REPLACE FUNCTION psq.take_letter(of_mailboxes bigint[],
	stale interval, OUT id bigint, OUT mailbox bigint, OUT kind text,
	OUT to_address text, OUT language text, OUT safe boolean, OUT said text,
	OUT signature text, OUT token text, OUT message_id text, OUT bytes bytea,
	OUT number text, OUT received_at bigint, OUT queued_at bigint,
	OUT flags text[], OUT in_reply_to text, OUT refs text[],
	OUT station_name text, OUT station_mail text, OUT postal_address text,
	OUT phone text, OUT answers text, OUT deadline text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	l psq.letter;
BEGIN
	UPDATE psq.letter SET state = 'sending', sending_at = now(),
			tries = letter.tries + 1
		WHERE letter.id = (
			SELECT q.id FROM psq.letter q JOIN psq.ticket t ON t.id = q.ticket
			WHERE t.mailbox = ANY (of_mailboxes)
				AND ((q.state = 'queued' AND q.next_try_at <= now())
					OR (q.state = 'sending' AND q.sending_at < now() - stale))
			ORDER BY q.next_try_at, q.id
			LIMIT 1 FOR UPDATE OF q SKIP LOCKED)
		RETURNING * INTO l;
	IF l.id IS NULL THEN
		RETURN;
	END IF;
	SELECT t.mailbox, t.number, extract(epoch FROM m.received_at)::bigint,
			m.message_id, m.refs, s.name, b.address, s.postal_address,
			s.phone, s.answers,
			(SELECT coalesce(array_agg(f.flag::text), '{}') FROM psq.flag f
				WHERE f.ticket = l.ticket)
		INTO mailbox, number, received_at, in_reply_to, refs, station_name,
			station_mail, postal_address, phone, answers, flags
		FROM psq.ticket t JOIN psq.station s ON s.code = t.station
		JOIN psq.mailbox b ON b.id = t.mailbox
		LEFT JOIN psq.message m ON m.id = l.message
		WHERE t.id = l.ticket;
	id := l.id;
	kind := l.kind;
	to_address := l.to_address;
	language := l.language;
	safe := l.safe;
	said := l.said;
	signature := l.signature;
	token := l.token;
	message_id := l.message_id;
	bytes := l.bytes;
	queued_at := extract(epoch FROM l.queued_at)::bigint;
END
$$;

-- Keeps what is about to be sent.
CREATE OR REPLACE FUNCTION psq.keep_letter(its_id bigint, its_bytes bytea)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	UPDATE psq.letter SET bytes = its_bytes
		WHERE id = its_id AND state = 'sending';
	IF NOT FOUND THEN
		RAISE EXCEPTION 'letter % is not being sent', its_id
			USING ERRCODE = 'no_data_found';
	END IF;
END
$$;

-- Says how it went: its_state is sent, failed (for good) or queued (again, in
-- so many seconds). Telling it twice changes nothing.
CREATE OR REPLACE FUNCTION psq.letter_went(its_id bigint, its_state text,
	its_why text, in_seconds integer)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	l psq.letter;
BEGIN
	UPDATE psq.letter SET state = its_state, why = nullif(its_why, ''),
			sent_at = CASE WHEN its_state = 'sent' THEN now() END,
			next_try_at = now() + make_interval(secs => in_seconds)
		WHERE id = its_id AND state = 'sending'
		RETURNING * INTO l;
	IF l.id IS NULL OR its_state = 'queued' THEN
		RETURN;
	END IF;
	INSERT INTO psq.event (ticket, what, detail)
		VALUES (l.ticket, CASE its_state WHEN 'sent' THEN 'letter_sent'
				ELSE 'letter_failed' END,
			jsonb_strip_nulls(jsonb_build_object('letter', l.id,
				'kind', l.kind, 'why', l.why)));
END
$$;

-- Asks, after closing, how it went: not within 90 days of the last time, and
-- not where a letter might betray the matter. Gives the letter, or NULL.
CREATE OR REPLACE FUNCTION psq.queue_satisfaction(of_ticket bigint,
	OUT letter bigint)
LANGUAGE plpgsql AS $$
DECLARE
	m record;
BEGIN
	SELECT g.id, g.from_address, g.language, t.number INTO m
		FROM psq.message g JOIN psq.ticket t ON t.id = g.ticket
		WHERE g.ticket = of_ticket AND g.kind = 'person'
			AND t.state = 'closed' AND t.outcome NOT IN ('spam', 'duplicate')
		ORDER BY g.id LIMIT 1;
	IF coalesce(m.from_address, '') = ''
		OR EXISTS (SELECT FROM psq.flag f WHERE f.ticket = of_ticket
			AND f.flag IN ('distress', 'emergency'))
		OR EXISTS (SELECT FROM psq.letter l WHERE l.kind = 'satisfaction'
			AND lower(l.to_address) = lower(m.from_address)
			AND l.queued_at > now() - interval '90 days') THEN
		RETURN;
	END IF;
	INSERT INTO psq.letter (ticket, message, kind, to_address, language,
			token, message_id)
		VALUES (of_ticket, m.id, 'satisfaction', m.from_address, m.language,
			'avis ' || m.number || ' ' ||
				replace(gen_random_uuid()::text, '-', ''),
			psq.new_message_id(of_ticket))
		RETURNING id INTO letter;
	NOTIFY psq_letter;
END
$$;

-- Counts an opinion; the last one of a letter stays.
CREATE OR REPLACE FUNCTION psq.count_opinion(its_letter bigint,
	its_mark smallint, its_words text)
RETURNS void
LANGUAGE sql AS $$
	INSERT INTO psq.opinion (letter, mark, said)
		VALUES (its_letter, its_mark, nullif(its_words, ''))
		ON CONFLICT (letter) DO UPDATE
			SET mark = excluded.mark, said = excluded.said, at = now()
$$;

REVOKE ALL ON FUNCTION psq.new_message_id, psq.held_because,
	psq.queue_acknowledgement, psq.queue_answer, psq.queue_satisfaction,
	psq.count_opinion, psq.take_letter,
	psq.keep_letter, psq.letter_went FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.take_letter, psq.keep_letter, psq.letter_went
	TO psq_daemon;
