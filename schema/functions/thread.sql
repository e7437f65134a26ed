-- thread.sql - which ticket a message belongs to, and what its coming does
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; used by functions/file.sql. Peers of this program let whoever
-- knows a number write into a ticket: here only our own Message-ID, which
-- nobody can guess, or the number from the ticket's own address, joins.

-- The ticket that a person's message joins, and the one that it only refers
-- to; NULL for none.
CREATE OR REPLACE FUNCTION psq.find_thread(of_mailbox bigint, r psq.reading,
	OUT joins bigint, OUT refers_to bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
	its_address text := lower(coalesce(r.from_address, ''));
	its_number text := substring(upper(coalesce(r.subject, ''))
		FROM '[0-9][0-9A-Z]{1,7}-20[0-9]{2}-[0-9]{6}');
BEGIN
	SELECT l.ticket INTO refers_to FROM psq.letter l
		JOIN psq.ticket t ON t.id = l.ticket
		WHERE l.message_id = ANY (r.in_reply_to || r.refs)
			AND l.kind <> 'alarm' AND t.mailbox = of_mailbox
		ORDER BY l.id DESC LIMIT 1;
	IF refers_to IS NULL AND its_number IS NOT NULL THEN
		SELECT t.id INTO refers_to FROM psq.ticket t
			WHERE t.number = its_number AND t.mailbox = of_mailbox;
	END IF;
	IF refers_to IS NOT NULL AND its_address <> '' AND EXISTS (
			SELECT FROM psq.message m WHERE m.ticket = refers_to
				AND m.kind = 'person'
				AND lower(m.from_address) = its_address) THEN
		joins := refers_to;
		refers_to := NULL;
	END IF;
END
$$;

-- The ticket of the letter that came back or was answered by a machine; the
-- letter is marked where it came back.
CREATE OR REPLACE FUNCTION psq.find_letter(of_mailbox bigint, r psq.reading,
	OUT its_ticket bigint)
LANGUAGE plpgsql AS $$
DECLARE
	its_letter bigint;
BEGIN
	SELECT l.id, l.ticket INTO its_letter, its_ticket FROM psq.letter l
		JOIN psq.ticket t ON t.id = l.ticket
		WHERE l.message_id = ANY (r.in_reply_to || r.refs ||
				ARRAY(SELECT w[1] FROM regexp_matches(
					left(r.said || ' ' || r.quoted, 100000),
					'[0-9][0-9A-Z]{1,7}-20[0-9]{2}-[0-9]{6}\.[0-9a-f]{24}'
					'@[A-Za-z0-9.-]+', 'g') w))
			AND t.mailbox = of_mailbox
		ORDER BY l.id DESC LIMIT 1;
	IF its_ticket IS NOT NULL AND r.kind = 'bounce' THEN
		UPDATE psq.letter SET bounced_at = now()
			WHERE id = its_letter AND bounced_at IS NULL;
		INSERT INTO psq.event (ticket, what, detail) VALUES (its_ticket,
			'letter_bounced', jsonb_build_object('letter', its_letter));
	END IF;
END
$$;

-- A satisfaction letter's answer: "<token> <mark>" in the subject, from the
-- address that was asked. Gives the ticket, or NULL where it is none.
CREATE OR REPLACE FUNCTION psq.find_opinion(of_mailbox bigint, r psq.reading,
	OUT its_letter bigint, OUT its_ticket bigint, OUT its_mark smallint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
	found text[] := regexp_match(coalesce(r.subject, ''),
		'^\s*(?:re\s*:\s*)?(avis \S+ [0-9a-f]{32}) ([1-5])\s*$', 'i');
BEGIN
	IF found IS NULL THEN
		RETURN;
	END IF;
	SELECT l.id, l.ticket, found[2]::smallint
		INTO its_letter, its_ticket, its_mark
		FROM psq.letter l JOIN psq.ticket t ON t.id = l.ticket
		WHERE l.token = found[1] AND t.mailbox = of_mailbox
			AND lower(l.to_address) = lower(r.from_address);
END
$$;

-- Adds what a follow-up says to its ticket: its flags, the higher score of
-- each; a ticket that was answered or closed is open again.
CREATE OR REPLACE FUNCTION psq.follow_up(of_ticket bigint, its_message bigint,
	r psq.reading)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	was text;
BEGIN
	-- It may have been handed over: histories before tickets.
	PERFORM psq.lock_station(t.station) FROM psq.ticket t
		WHERE t.id = of_ticket;
	SELECT t.state INTO was FROM psq.ticket t WHERE t.id = of_ticket
		FOR NO KEY UPDATE;
	PERFORM psq.add_flags(of_ticket, r);
	IF was IN ('waiting', 'answered', 'closed') THEN
		UPDATE psq.ticket SET state = 'open', outcome = NULL,
			closed_at = NULL WHERE id = of_ticket;
	END IF;
	INSERT INTO psq.event (ticket, what, detail)
		VALUES (of_ticket, 'followed_up', jsonb_build_object(
			'message', its_message, 'was', was));
END
$$;

-- What the coming of a person's message does to its ticket, besides being
-- there: the acknowledgement, the alarm, a link.
CREATE OR REPLACE FUNCTION psq.welcome(of_ticket bigint, its_message bigint,
	refers_to bigint, r psq.reading)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	IF refers_to IS NOT NULL THEN
		INSERT INTO psq.link VALUES (least(of_ticket, refers_to),
			greatest(of_ticket, refers_to)) ON CONFLICT DO NOTHING;
	END IF;
	PERFORM psq.queue_acknowledgement(of_ticket, its_message,
		EXISTS (SELECT FROM psq.flag f WHERE f.ticket = of_ticket
			AND f.flag = 'distress'));
	IF r.flags && ARRAY(SELECT h.flag::text FROM psq.alarm_threshold h) THEN
		PERFORM psq.raise_alarm(of_ticket);
	END IF;
END
$$;

REVOKE ALL ON FUNCTION psq.find_thread, psq.find_letter, psq.find_opinion,
	psq.follow_up, psq.welcome FROM PUBLIC;
