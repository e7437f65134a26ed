-- alarm.sql - raising the alarm, ringing again, and its end
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. No payload of a NOTIFY, and no letter to the duty officer, says
-- more than number, station and flags.

-- Raises the alarm of a ticket if a flag asks for it: in the transaction that
-- files the message, so that psqd and the desk hear of it with the COMMIT.
CREATE OR REPLACE FUNCTION psq.raise_alarm(of_ticket bigint)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM psq.flag f
			JOIN psq.alarm_threshold h ON h.flag = f.flag
			WHERE f.ticket = of_ticket AND f.score >= h.score) THEN
		RETURN;
	END IF;
	INSERT INTO psq.alarm AS a (ticket) VALUES (of_ticket)
		ON CONFLICT (ticket) DO UPDATE SET raised_at = clock_timestamp(),
			rings = 0, next_ring_at = now(), ended_at = NULL;
	INSERT INTO psq.event (ticket, what) VALUES (of_ticket, 'alarm_raised');
	PERFORM pg_notify('psq_alarm', t.number) FROM psq.ticket t
		WHERE t.id = of_ticket;
END
$$;

-- The alarm ends when somebody takes the ticket.
CREATE OR REPLACE FUNCTION psq.alarm_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	UPDATE psq.alarm SET ended_at = clock_timestamp()
		WHERE ticket = NEW.id AND ended_at IS NULL;
	IF FOUND THEN
		INSERT INTO psq.event (ticket, what) VALUES (NEW.id, 'alarm_ended');
		PERFORM pg_notify('psq_alarm', NEW.number);
	END IF;
	RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER alarm_ends AFTER UPDATE OF state ON psq.ticket
	FOR EACH ROW WHEN (OLD.state = 'new' AND NEW.state <> 'new')
	EXECUTE FUNCTION psq.alarm_ends();

-- After so many rings: seconds until the next. Nobody is left in peace for
-- longer than a quarter of an hour.
CREATE OR REPLACE FUNCTION psq.ring_again_in(rings integer)
RETURNS interval
LANGUAGE sql IMMUTABLE AS $$
	SELECT make_interval(secs => CASE WHEN rings < 3 THEN 60
		WHEN rings < 6 THEN 300 ELSE 900 END)
$$;

-- Takes the next alarm that is to ring, of one of these mailboxes, and queues
-- its letter to the duty officer; all NULL if there is none. level grows with
-- the rings: a command may ring somebody else then.
CREATE OR REPLACE FUNCTION psq.take_alarm(of_mailboxes bigint[],
	OUT ticket bigint, OUT number text, OUT station text, OUT flags text[],
	OUT level integer, OUT seconds bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	a psq.alarm;
	s psq.station;
	said text;
BEGIN
	UPDATE psq.alarm SET rings = alarm.rings + 1,
			next_ring_at = now() + psq.ring_again_in(alarm.rings + 1)
		WHERE alarm.ticket = (
			SELECT q.ticket FROM psq.alarm q JOIN psq.ticket t
				ON t.id = q.ticket
			WHERE t.mailbox = ANY (of_mailboxes) AND q.ended_at IS NULL
				AND q.next_ring_at <= now()
			ORDER BY q.next_ring_at LIMIT 1 FOR UPDATE OF q SKIP LOCKED)
		RETURNING * INTO a;
	IF a.ticket IS NULL THEN
		RETURN;
	END IF;
	SELECT t.number, t.station, (SELECT array_agg(f.flag::text ORDER BY f.flag)
				FROM psq.flag f WHERE f.ticket = t.id)
		INTO number, station, flags
		FROM psq.ticket t WHERE t.id = a.ticket;
	ticket := a.ticket;
	level := CASE WHEN a.rings <= 3 THEN 1 WHEN a.rings <= 6 THEN 2 ELSE 3 END;
	seconds := extract(epoch FROM now() - a.raised_at)::bigint;
	SELECT * INTO s FROM psq.station d WHERE d.code = take_alarm.station;
	IF s.duty_address IS NOT NULL THEN
		INSERT INTO psq.letter (ticket, kind, to_address, said, message_id)
			VALUES (a.ticket, 'alarm', s.duty_address,
				psq.alarm_words(flags, seconds, a.rings),
				psq.new_message_id(a.ticket));
		NOTIFY psq_letter;
	END IF;
	INSERT INTO psq.event (ticket, what, detail)
		VALUES (a.ticket, 'alarm_rang',
			jsonb_build_object('ring', a.rings, 'level', level));
END
$$;

-- What the duty officer reads: no word of the resident's.
CREATE OR REPLACE FUNCTION psq.alarm_words(flags text[], seconds bigint,
	ring integer)
RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN 'emergency' = ANY (flags)
			THEN 'Un danger semble immédiat.'
			ELSE 'Une personne semble en détresse.' END || E'\n\n' ||
		'Reçu il y a ' || CASE WHEN seconds < 120 THEN 'moins de deux minutes'
			ELSE seconds / 60 || ' minutes' END ||
		', appel n° ' || ring || '.'
$$;

REVOKE ALL ON FUNCTION psq.raise_alarm, psq.alarm_ends, psq.ring_again_in,
	psq.take_alarm, psq.alarm_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.take_alarm TO psq_daemon;
