-- finish.sql - a ticket is closed, handed over, opened again
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/action.sql.

-- Closes a ticket: by_mail, by_phone, by_visit, oriented. Each message gets an
-- answer: the first three want the answer, the call that reached somebody,
-- or the visit to be recorded before; "oriented" wants a note where to.
-- Duplicates are merged, what another service takes is handed over.
CREATE FUNCTION desk.close(number text, expected integer, its_outcome text,
	why text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('close', number, expected);
	wants text := CASE its_outcome WHEN 'by_mail' THEN 'answer'
		WHEN 'by_phone' THEN 'call' WHEN 'by_visit' THEN 'visit' END;
	told jsonb := '{}';
BEGIN
	IF coalesce(its_outcome, '') NOT IN
		('by_mail', 'by_phone', 'by_visit', 'oriented') THEN
		PERFORM psq.refuse('PQ006', 'an outcome');
	END IF;
	IF wants IS NOT NULL AND NOT EXISTS (SELECT FROM psq.entry e
		WHERE e.ticket = t.id AND e.kind = wants AND (wants <> 'call'
			OR e.detail ->> 'outcome' = 'reached')) THEN
		PERFORM psq.refuse('PQ005', format('no %s is recorded', wants));
	END IF;
	IF why IS NOT NULL OR wants IS NULL THEN
		told := psq.add_entry(t, 'note', why);
	END IF;
	UPDATE psq.ticket SET state = 'closed', outcome = its_outcome,
		closed_at = now(), next_call_at = NULL,
		answered_at = coalesce(answered_at, now())
		WHERE id = t.id;
	RETURN psq.record(t, 'closed', told);
END
$$;

-- Nothing that anybody wrote. What may be a danger is not thrown away so
-- easily: its flags are corrected first.
CREATE FUNCTION desk.spam(number text, expected integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('spam', number, expected);
BEGIN
	IF t.alarm > 0 THEN
		PERFORM psq.refuse('PQ005', 'it has the flag of a danger');
	END IF;
	UPDATE psq.ticket SET state = 'closed', outcome = 'spam',
		closed_at = now(), next_call_at = NULL WHERE id = t.id;
	RETURN psq.record(t, 'closed');
END
$$;

-- Opens a closed ticket again; the next answer is due as if it came today.
CREATE FUNCTION desk.reopen(number text, expected integer, why text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('reopen', number, expected);
BEGIN
	UPDATE psq.ticket SET state = 'open', outcome = NULL, closed_at = NULL
		WHERE id = t.id;
	RETURN psq.record(t, 'reopened', psq.add_entry(t, 'note', why));
END
$$;

-- Moves a ticket to another station, past the policies of this one; both
-- histories tell it. Locks by the order of migration 0043.
CREATE OR REPLACE FUNCTION psq.move_ticket(t psq.ticket, to_station text,
	its_detail jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	new_version integer;
BEGIN
	UPDATE psq.ticket SET station = to_station, state = 'new',
		assignee = NULL, next_call_at = NULL, phenomenon = NULL
		WHERE id = t.id;
	new_version := psq.record(t, 'handed_over', its_detail);
	INSERT INTO psq.event (ticket, mailbox, station, actor, what, detail)
		VALUES (t.id, t.mailbox, to_station, 'psq', 'received',
			jsonb_build_object('from', t.station));
	RETURN new_version;
END
$$;

-- Hands a ticket over: to another station, by its code, which has it then as
-- new with the same number and deadline; or to the gendarmerie, which closes
-- it here. Transmitting what came to the wrong service is a duty (CRPA,
-- L114-2).
CREATE FUNCTION desk.hand_over(number text, expected integer, recipient text,
	why text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('hand_over');
	t psq.ticket;
	told jsonb;
BEGIN
	IF recipient IS DISTINCT FROM 'gendarmerie' THEN
		IF recipient IS NULL OR recipient = me.station OR NOT EXISTS (
			SELECT FROM psq.station WHERE code = recipient) THEN
			PERFORM psq.refuse('PQ008', 'there is no such station');
		END IF;
		PERFORM psq.lock_station(least(recipient, me.station));
		PERFORM psq.lock_station(greatest(recipient, me.station));
	END IF;
	t := psq.begin_action('hand_over', number, expected);
	told := psq.add_entry(t, 'note', why)
		|| jsonb_build_object('to', recipient);
	IF recipient <> 'gendarmerie' THEN
		RETURN psq.move_ticket(t, recipient, told);
	END IF;
	UPDATE psq.ticket SET state = 'closed', outcome = 'handed_over',
		closed_at = now(), next_call_at = NULL WHERE id = t.id;
	RETURN psq.record(t, 'handed_over', told);
END
$$;

REVOKE ALL ON FUNCTION psq.move_ticket FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.move_ticket TO psq_clerk;
