-- action.sql - what every action of a delegate on a ticket has in common
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/access.sql. An action is a function of the
-- schema desk that names the ticket and the version that the delegate saw,
-- changes it, writes one event, and gives the new version. It runs as
-- psq_clerk, under the policies of migration 0045.

-- Who may do what, in which states of a ticket (NULL: any).
CREATE OR REPLACE FUNCTION psq.action_rules()
RETURNS TABLE (action text, roles text[], states text[])
LANGUAGE sql IMMUTABLE AS $$
	SELECT r.action, r.roles::text[], r.states::text[] FROM (VALUES
		('read', '{delegate,head,duty_officer,auditor}', NULL),
		('take', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('assign', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('assign_any', '{head,duty_officer}', NULL),
		('note', '{delegate,head,duty_officer}', NULL),
		('wait', '{delegate,head,duty_officer}', '{new,open,answered}'),
		('answer', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('log_call', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('log_visit', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('correct_flags', '{delegate,head,duty_officer}', NULL),
		('correct_contact', '{delegate,head,duty_officer}', NULL),
		('merge', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('link', '{delegate,head,duty_officer}', NULL),
		('gather', '{delegate,head,duty_officer}', NULL),
		('hand_over', '{head,duty_officer}',
			'{new,open,waiting,answered}'),
		('close', '{delegate,head,duty_officer}',
			'{new,open,waiting,answered}'),
		('reopen', '{delegate,head,duty_officer}', '{closed}'),
		('spam', '{delegate,head,duty_officer}', '{new,open,waiting}'),
		('hold', '{head}', NULL)
	) r (action, roles, states)
$$;

-- Who acts, if he may do this: fails with PQ001 or PQ002.
CREATE OR REPLACE FUNCTION psq.actor_for(its_action text) RETURNS psq.acting
LANGUAGE plpgsql STABLE AS $$
DECLARE
	me psq.acting := psq.acting();
BEGIN
	IF me.account IS NULL THEN
		PERFORM psq.refuse('PQ001', 'nobody is signed in');
	END IF;
	IF NOT EXISTS (SELECT FROM psq.action_rules() r
		WHERE r.action = its_action AND me.role = ANY (r.roles)) THEN
		PERFORM psq.refuse('PQ002', format('a %s may not %s', me.role,
			its_action));
	END IF;
	RETURN me;
END
$$;

-- A ticket of the station by its number, locked; fails with PQ003.
CREATE OR REPLACE FUNCTION psq.lock_ticket(of_number text)
RETURNS psq.ticket
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket;
BEGIN
	SELECT * INTO t FROM psq.ticket WHERE number = of_number
		AND station = psq.acting_station() FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ003', 'there is no such ticket here');
	END IF;
	RETURN t;
END
$$;

-- Fails with PQ004 unless a ticket has the version that the delegate saw.
CREATE OR REPLACE FUNCTION psq.check_version(t psq.ticket, expected integer)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	IF t.version IS DISTINCT FROM expected THEN
		PERFORM psq.refuse('PQ004', format(
			'ticket %s has version %s, not %s', t.number, t.version,
			coalesce(expected::text, 'unknown')));
	END IF;
END
$$;

-- Begins an action: the ticket as it is, locked until the transaction ends.
-- Fails with PQ001 to PQ005.
CREATE OR REPLACE FUNCTION psq.begin_action(its_action text, of_number text,
	expected integer) RETURNS psq.ticket
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for(its_action);
	t psq.ticket;
BEGIN
	PERFORM psq.lock_station(me.station);
	t := psq.lock_ticket(of_number);
	PERFORM psq.check_version(t, expected);
	IF NOT EXISTS (SELECT FROM psq.action_rules() r
		WHERE r.action = its_action
			AND (r.states IS NULL OR t.state = ANY (r.states))) THEN
		PERFORM psq.refuse('PQ005', format('ticket %s is %s: no %s',
			t.number, t.state, its_action));
	END IF;
	RETURN t;
END
$$;

-- What of a ticket history tells: nothing about a person.
CREATE OR REPLACE FUNCTION psq.told_of(t psq.ticket) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
	SELECT jsonb_build_object('state', t.state, 'outcome', t.outcome,
		'station', t.station, 'topic', t.topic, 'flags', t.flags,
		'due_at', t.due_at, 'answered_at', t.answered_at,
		'next_call_at', t.next_call_at, 'assignee', t.assignee,
		'merged_into', t.merged_into, 'phenomenon', t.phenomenon)
$$;

-- The members of one object that differ from another's.
CREATE OR REPLACE FUNCTION psq.difference(of jsonb, from_ jsonb)
RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(jsonb_object_agg(key, value), '{}')
	FROM jsonb_each(of) WHERE value IS DISTINCT FROM from_ -> key
$$;

-- Ends an action on a ticket that was t before: writes the event, with what
-- changed, and gives the new version. Also what changed nothing of the ticket
-- itself, a note, counts as a version.
CREATE OR REPLACE FUNCTION psq.record(t psq.ticket, its_what text,
	its_detail jsonb DEFAULT '{}') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	me psq.acting := psq.acting();
	n psq.ticket;
BEGIN
	SELECT * INTO n FROM psq.ticket WHERE id = t.id;
	IF n.version = t.version THEN
		UPDATE psq.ticket SET version = version WHERE id = t.id
			RETURNING * INTO n;
	END IF;
	INSERT INTO psq.event (ticket, mailbox, station, account, actor, what,
			detail, before, after)
		VALUES (t.id, t.mailbox, me.station, me.account, me.login,
			its_what, its_detail,
			psq.difference(psq.told_of(t), psq.told_of(n)),
			psq.difference(psq.told_of(n), psq.told_of(t)));
	RETURN n.version;
END
$$;

-- The digest that an event keeps of an entry.
CREATE OR REPLACE FUNCTION psq.entry_digest(e psq.entry) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT encode(sha256(e.salt || convert_to(jsonb_build_array(e.ticket,
		e.kind, e.body, e.detail)::text, 'UTF8')), 'hex')
$$;

-- Writes an entry of a ticket; gives what its event must tell of it.
CREATE OR REPLACE FUNCTION psq.add_entry(t psq.ticket, its_kind text,
	its_body text, its_detail jsonb DEFAULT '{}') RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
	e psq.entry;
BEGIN
	IF its_kind IN ('note', 'answer') AND trim(coalesce(its_body, '')) = ''
	THEN
		PERFORM psq.refuse('PQ006', 'there is no text');
	END IF;
	INSERT INTO psq.entry (ticket, account, kind, body, detail, salt)
		VALUES (t.id, (psq.acting()).account, its_kind,
			coalesce(its_body, ''), its_detail,
			sha256(convert_to(gen_random_uuid()::text
				|| gen_random_uuid(), 'UTF8')))
		RETURNING * INTO e;
	RETURN jsonb_build_object('entry', e.id, 'sha256', psq.entry_digest(e));
END
$$;

REVOKE ALL ON FUNCTION psq.action_rules, psq.actor_for, psq.lock_ticket,
	psq.check_version, psq.begin_action, psq.told_of, psq.difference,
	psq.record, psq.entry_digest, psq.add_entry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.action_rules, psq.actor_for, psq.lock_ticket,
	psq.check_version, psq.begin_action, psq.record, psq.entry_digest,
	psq.add_entry, psq.lock_station, psq.due_after, psq.add_working_days,
	psq.is_working_day, psq.holidays, psq.easter, psq.department_of
	TO psq_clerk;
