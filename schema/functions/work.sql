-- work.sql - a delegate takes a ticket, notes, waits, answers, calls, visits
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/action.sql, which says what all these have in
-- common: the version that was seen in, the new version out, one event.

-- A colleague of the station who can work on tickets; fails with PQ007.
CREATE OR REPLACE FUNCTION psq.colleague(of_login text) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
	its_id bigint;
BEGIN
	SELECT id INTO its_id FROM psq.account WHERE login = of_login
		AND station = psq.acting_station() AND disabled_at IS NULL
		AND role <> 'auditor';
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ007', 'there is no such colleague');
	END IF;
	RETURN its_id;
END
$$;

CREATE FUNCTION desk.take(number text, expected integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('take', number, expected);
BEGIN
	UPDATE psq.ticket SET assignee = (psq.acting()).account,
		state = CASE state WHEN 'new' THEN 'open' ELSE state END
		WHERE id = t.id;
	RETURN psq.record(t, 'taken');
END
$$;

-- Gives a ticket to a colleague (NULL: back to the list). A delegate gives
-- away only what is his or nobody's.
CREATE FUNCTION desk.assign(number text, expected integer, login text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('assign', number, expected);
BEGIN
	IF t.assignee <> (psq.acting()).account THEN
		PERFORM psq.actor_for('assign_any');
	END IF;
	UPDATE psq.ticket SET assignee = CASE WHEN login IS NOT NULL
			THEN psq.colleague(login) END,
		state = CASE WHEN state = 'new' AND login IS NOT NULL THEN 'open'
			ELSE state END
		WHERE id = t.id;
	RETURN psq.record(t, 'assigned');
END
$$;

-- An absent delegate's whole list goes to a colleague, or back to the station's
-- (to_login NULL). Gives how many tickets; their versions grow, so that nobody
-- acts on what he saw before. From another's list: head and duty officer.
CREATE FUNCTION desk.hand_over_list(from_login text, to_login text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('assign');
	leaver bigint;
	taker bigint := CASE WHEN to_login IS NOT NULL
		THEN psq.colleague(to_login) END;
	t psq.ticket;
	count integer := 0;
BEGIN
	SELECT id INTO leaver FROM psq.account WHERE login = from_login;
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ007', 'there is no such colleague');
	END IF;
	IF leaver <> me.account THEN
		PERFORM psq.actor_for('assign_any');
	END IF;
	PERFORM psq.lock_station(me.station);
	FOR t IN SELECT * FROM psq.ticket WHERE station = me.station
		AND assignee = leaver AND state <> 'closed'
		ORDER BY id FOR NO KEY UPDATE
	LOOP
		UPDATE psq.ticket SET assignee = taker WHERE id = t.id;
		PERFORM psq.record(t, 'assigned', '{"list": true}');
		count := count + 1;
	END LOOP;
	RETURN count;
END
$$;

CREATE FUNCTION desk.note(number text, expected integer, body text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('note', number, expected);
BEGIN
	RETURN psq.record(t, 'noted', psq.add_entry(t, 'note', body));
END
$$;

-- For the resident, the town hall, the landlord: what stays a delegate's turn.
CREATE FUNCTION desk.wait(number text, expected integer, why text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('wait', number, expected);
BEGIN
	UPDATE psq.ticket SET state = 'waiting' WHERE id = t.id;
	RETURN psq.record(t, 'waits', psq.add_entry(t, 'note', why));
END
$$;

-- Answers by mail: the letter is queued with the entry (functions/letter.sql).
CREATE FUNCTION desk.answer(number text, expected integer, body text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('answer', number, expected);
	told jsonb := psq.add_entry(t, 'answer', body);
BEGIN
	UPDATE psq.ticket SET state = 'answered', next_call_at = NULL,
		answered_at = coalesce(answered_at, now()),
		assignee = coalesce(assignee, (psq.acting()).account)
		WHERE id = t.id;
	RETURN psq.record(t, 'answered', told);
END
$$;

-- A call to the resident. Nobody reached: when to try again, within the hours
-- that the resident gave (PQ011), or NULL.
CREATE FUNCTION desk.log_call(number text, expected integer, dialled text,
	call_outcome text, next_attempt timestamptz, body text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('log_call', number, expected);
	reached boolean := call_outcome = 'reached';
BEGIN
	IF psq.phone_of(dialled) IS NULL OR coalesce(call_outcome, '') NOT IN
		('reached', 'voicemail', 'no_answer', 'wrong_number')
		OR next_attempt <= now() OR reached AND next_attempt IS NOT NULL
	THEN
		PERFORM psq.refuse('PQ006', 'number, outcome or next attempt');
	END IF;
	IF NOT psq.within_hours((SELECT call_hours FROM psq.contact
		WHERE ticket = t.id), next_attempt) THEN
		PERFORM psq.refuse('PQ011', 'not at the hours that were asked');
	END IF;
	UPDATE psq.ticket SET next_call_at = next_attempt,
		state = CASE WHEN reached OR state = 'answered' THEN 'answered'
			ELSE 'waiting' END,
		answered_at = CASE WHEN reached
			THEN coalesce(answered_at, now()) ELSE answered_at END,
		assignee = coalesce(assignee, (psq.acting()).account)
		WHERE id = t.id;
	RETURN psq.record(t, 'called', psq.add_entry(t, 'call', body,
		jsonb_build_object('dialled', psq.phone_of(dialled),
			'outcome', call_outcome, 'next_attempt', next_attempt))
		|| jsonb_build_object('outcome', call_outcome));
END
$$;

CREATE FUNCTION desk.log_visit(number text, expected integer,
	visited_at timestamptz, body text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('log_visit', number, expected);
BEGIN
	IF visited_at IS NULL OR visited_at > now()
		OR visited_at < t.opened_at THEN
		PERFORM psq.refuse('PQ006', 'the time of the visit');
	END IF;
	UPDATE psq.ticket SET state = 'answered', next_call_at = NULL,
		answered_at = coalesce(answered_at, visited_at),
		assignee = coalesce(assignee, (psq.acting()).account)
		WHERE id = t.id;
	RETURN psq.record(t, 'visited', psq.add_entry(t, 'visit', body,
		jsonb_build_object('at', visited_at)));
END
$$;

REVOKE ALL ON FUNCTION psq.colleague FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.colleague TO psq_clerk;
