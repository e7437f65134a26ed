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

-- Queues a delegate's answer, to the address that the ticket's last message of
-- a person came from.
CREATE OR REPLACE FUNCTION psq.queue_answer(of_ticket bigint, its_words text,
	its_signature text, who text, OUT letter bigint)
LANGUAGE plpgsql AS $$
DECLARE
	m record;
BEGIN
	SELECT g.id, g.from_address INTO m FROM psq.message g
		WHERE g.ticket = of_ticket AND g.kind = 'person'
		ORDER BY g.id DESC LIMIT 1;
	IF coalesce(m.from_address, '') = '' THEN
		PERFORM psq.refuse('PQ006', 'the ticket has no address to answer to');
	END IF;
	INSERT INTO psq.letter (ticket, message, kind, to_address, language, said,
			signature, message_id, queued_by)
		VALUES (of_ticket, m.id, 'answer', m.from_address, 'fr', its_words,
			nullif(its_signature, ''), psq.new_message_id(of_ticket), who)
		RETURNING id INTO letter;
	NOTIFY psq_letter;
END
$$;

-- An answer that is written in the desk goes out as a letter.
CREATE OR REPLACE FUNCTION psq.answer_goes_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	PERFORM psq.queue_answer(NEW.ticket, NEW.body, NULL,
		coalesce((psq.acting()).login, session_user));
	RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER answer_goes_out AFTER INSERT ON psq.entry
	FOR EACH ROW WHEN (NEW.kind = 'answer')
	EXECUTE FUNCTION psq.answer_goes_out();

-- An operator's answer, by psqctl: what desk.answer does, without an account.
CREATE OR REPLACE FUNCTION psq.reply(of_number text, its_words text,
	its_signature text, who text, OUT letter bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	t psq.ticket;
BEGIN
	SELECT * INTO t FROM psq.ticket WHERE number = of_number FOR UPDATE;
	IF t.id IS NULL THEN
		PERFORM psq.refuse('PQ003', 'there is no ticket ' || of_number);
	ELSIF t.state = 'closed' THEN
		PERFORM psq.refuse('PQ005', 'the ticket is closed');
	ELSIF trim(coalesce(its_words, '')) = '' THEN
		PERFORM psq.refuse('PQ006', 'there is no text');
	END IF;
	letter := psq.queue_answer(t.id, its_words, its_signature, who);
	UPDATE psq.ticket SET state = 'answered',
			answered_at = coalesce(answered_at, now()) WHERE id = t.id;
	PERFORM psq.add_event(t.id, t.mailbox, 'answered',
		jsonb_build_object('letter', letter, 'by', who));
END
$$;

-- What the composer must know of a letter; psq.take_letter and psqctl read it.
DROP VIEW IF EXISTS psq.outgoing CASCADE;
CREATE VIEW psq.outgoing AS
SELECT l.id, t.mailbox, l.kind::text AS kind, l.to_address, l.language, l.safe,
	l.said, l.signature, l.token, l.message_id, l.bytes, t.number,
	extract(epoch FROM m.received_at)::bigint AS received_at,
	extract(epoch FROM l.queued_at)::bigint AS queued_at,
	ARRAY(SELECT f.flag::text FROM psq.flag f WHERE f.ticket = t.id
		ORDER BY f.flag) AS flags,
	m.message_id AS in_reply_to, m.refs, s.name AS station_name,
	b.address AS station_mail, s.postal_address, s.phone, s.answers,
	to_char(t.due_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS deadline
FROM psq.letter l JOIN psq.ticket t ON t.id = l.ticket
JOIN psq.station s ON s.code = t.station
JOIN psq.mailbox b ON b.id = t.mailbox
LEFT JOIN psq.message m ON m.id = l.message;
GRANT SELECT ON psq.outgoing TO psq_admin;

-- Takes the next letter that is due, of one of these mailboxes; no row if there
-- is none. One that somebody else has been sending for longer than stale is
-- taken over: the bytes that were kept are sent again.
CREATE FUNCTION psq.take_letter(of_mailboxes bigint[], stale interval)
RETURNS SETOF psq.outgoing
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	its_id bigint;
BEGIN
	UPDATE psq.letter l SET state = 'sending', sending_at = now(),
			tries = l.tries + 1
		WHERE l.id = (
			SELECT q.id FROM psq.letter q JOIN psq.ticket t ON t.id = q.ticket
			WHERE t.mailbox = ANY (of_mailboxes)
				AND ((q.state = 'queued' AND q.next_try_at <= now())
					OR (q.state = 'sending' AND q.sending_at < now() - stale))
			ORDER BY q.next_try_at, q.id
			LIMIT 1 FOR UPDATE OF q SKIP LOCKED)
		RETURNING l.id INTO its_id;
	RETURN QUERY SELECT * FROM psq.outgoing o WHERE o.id = its_id;
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

CREATE OR REPLACE FUNCTION psq.closing_asks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	PERFORM psq.queue_satisfaction(NEW.id);
	RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER closing_asks AFTER UPDATE OF state ON psq.ticket
	FOR EACH ROW WHEN (NEW.state = 'closed' AND OLD.state <> 'closed')
	EXECUTE FUNCTION psq.closing_asks();

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
	psq.answer_goes_out, psq.reply, psq.closing_asks, psq.count_opinion,
	psq.take_letter,
	psq.keep_letter, psq.letter_went FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.take_letter, psq.keep_letter, psq.letter_went
	TO psq_daemon;
GRANT EXECUTE ON FUNCTION psq.reply TO psq_admin;
