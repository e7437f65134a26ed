-- lists.sql - lists, search and ticket pages of the desk
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; after functions/. Pages are by key: the next one begins after the
-- number of the last ticket of the one before, however long the list is.

-- The lists of the desk. Whatever a query on it asks, the policies of psq_clerk
-- let through the rows of the acting station only.
CREATE VIEW desk.queue AS
SELECT t.id, t.number, t.version, t.state, t.outcome, t.topic, t.flags,
	t.alarm, t.place, t.commune, t.commune_name, t.opened_at, t.due_at,
	t.answered_at, t.next_call_at, t.closed_at,
	t.state IN ('new', 'open', 'waiting') AND t.due_at < now() AS overdue,
	a.login AS assignee, a.name AS assignee_name, t.phenomenon,
	c.surname, c.given_name, c.phones::text[] AS phones, c.channel,
	coalesce(c.anonymous, false) AS anonymous, c.call_hours, m.subject,
	m.from_name
FROM psq.ticket t
LEFT JOIN psq.account a ON a.id = t.assignee
LEFT JOIN psq.contact c ON c.ticket = t.id
LEFT JOIN LATERAL (
	SELECT subject, from_name FROM psq.message m WHERE m.ticket = t.id
	ORDER BY m.id LIMIT 1) m ON true;

-- The filters that lists and searches share, as a condition on psq.ticket t.
CREATE OR REPLACE FUNCTION psq.list_filter(states text[], of_flag text,
	of_topic text, mine boolean, at_place text, since date, until date)
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = psq, pg_temp AS $$
BEGIN
	RETURN concat_ws(' AND ',
		format('t.station = %L', psq.acting_station()),
		CASE WHEN cardinality(states) = 1
			THEN format('t.state = %L', states[1])
			WHEN states IS NOT NULL
			THEN format('t.state = ANY (%L::text[])', states) END,
		CASE WHEN of_flag IS NOT NULL
			THEN format('t.flags @> ARRAY[%L]', of_flag) END,
		CASE WHEN of_topic IS NOT NULL
			THEN format('t.topic = %L', of_topic) END,
		CASE WHEN mine THEN format('t.assignee = %s',
			(psq.acting()).account) END,
		CASE WHEN at_place IS NOT NULL THEN format('(t.commune = %L
			OR psq.place_key(t.place) LIKE %L
			OR psq.fold(t.commune_name) = %L)', at_place,
			'%' || psq.place_key(at_place) || '%',
			psq.fold(at_place)) END,
		CASE WHEN since IS NOT NULL THEN format('t.opened_at >= %L',
			since::timestamp AT TIME ZONE 'Europe/Paris') END,
		CASE WHEN until IS NOT NULL THEN format('t.opened_at < %L',
			(until + 1)::timestamp AT TIME ZONE 'Europe/Paris') END);
END
$$;

-- A list of the station. Without states what still wants an answer, the
-- dangers first, then by deadline, so that what is overdue is on top; with
-- others the newest first. after: a ticket's number, or NULL.
CREATE FUNCTION desk.list(states text[] DEFAULT NULL,
	of_flag text DEFAULT NULL, of_topic text DEFAULT NULL,
	mine boolean DEFAULT false, at_place text DEFAULT NULL,
	since date DEFAULT NULL, until date DEFAULT NULL,
	after text DEFAULT NULL, count integer DEFAULT 50)
RETURNS SETOF desk.queue
LANGUAGE plpgsql AS $$
DECLARE
	due boolean := states IS NULL;
	last psq.ticket;
	filter text;
	sort text := CASE WHEN due THEN 't.alarm DESC, t.due_at, t.id'
		ELSE 't.opened_at DESC, t.id DESC' END;
BEGIN
	PERFORM psq.actor_for('read');
	filter := psq.list_filter(states, of_flag, of_topic, mine, at_place,
		since, until);
	IF due THEN
		filter := filter || $x$ AND t.state IN ('new', 'open', 'waiting')$x$;
	END IF;
	IF after IS NOT NULL THEN
		SELECT * INTO last FROM psq.ticket WHERE number = after;
		IF NOT FOUND THEN
			PERFORM psq.refuse('PQ003', 'there is no such ticket');
		END IF;
		filter := filter || CASE WHEN due
			THEN format(' AND t.alarm <= %s AND (t.alarm < %1$s
				OR (t.due_at, t.id) > (%L, %s))', last.alarm,
				last.due_at, last.id)
			ELSE format(' AND (t.opened_at, t.id) < (%L, %s)',
				last.opened_at, last.id) END;
	END IF;
	RETURN QUERY EXECUTE format('SELECT q.* FROM (SELECT t.id, row_number()
		OVER (ORDER BY %1$s) AS place FROM psq.ticket t WHERE %2$s
		ORDER BY %1$s LIMIT %3$s) s JOIN desk.queue q ON q.id = s.id
		ORDER BY s.place', sort, filter, least(greatest(count, 1), 200));
END
$$;

-- How many tickets of the station are in which state, how many of them are
-- dangers, overdue, and one's own; closed ones apart from the rest.
CREATE FUNCTION desk.counts()
RETURNS TABLE (state text, tickets bigint, alarms bigint, overdue bigint,
	mine bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
	me psq.acting := psq.actor_for('read');
BEGIN
	RETURN QUERY SELECT t.state, count(*), count(*) FILTER (WHERE t.alarm > 0),
		count(*) FILTER (WHERE t.state <> 'answered'
			AND t.due_at < now()),
		count(*) FILTER (WHERE t.assignee = me.account)
	FROM psq.ticket t
	WHERE t.station = me.station
		AND t.state IN ('new', 'open', 'waiting', 'answered')
	GROUP BY t.state;
END
$$;

-- The tickets of the station of who acts in which all these words stand, with
-- their endings; or whose resident's name resembles them, or has this phone,
-- however it is written; or that has this number. Past the policies, which
-- would keep the index from being used: the station is asked for here.
CREATE OR REPLACE FUNCTION psq.search_ids(wanted text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = psq, pg_temp
SET pg_trgm.word_similarity_threshold = 0.5 AS $$
DECLARE
	here text := psq.acting_station();
	digits text := regexp_replace(wanted, '[ .+()/-]', '', 'g');
	folded text := psq.fold(wanted);
BEGIN
	IF wanted ~ '^\s*[0-9][0-9A-Z]{1,7}-20\d\d-\d{1,6}\s*$' THEN
		RETURN QUERY SELECT t.id FROM psq.ticket t WHERE t.station = here
			AND t.number = regexp_replace(trim(wanted), '\d+$', '')
			|| lpad(substring(wanted FROM '(\d+)\s*$'), 6, '0');
	ELSIF digits ~ '^\d{9,15}$' THEN
		RETURN QUERY SELECT s.ticket FROM psq.search s
			WHERE s.station = here AND s.words @@ quote_literal('#'
				|| right(digits, 9))::tsquery;
	ELSE
		RETURN QUERY SELECT s.ticket FROM psq.search s
			WHERE s.station = here
			AND s.words @@ websearch_to_tsquery('psq.french', wanted)
		UNION SELECT s.ticket FROM psq.search s
			WHERE s.station = here
			AND s.words @@ websearch_to_tsquery('simple', folded)
		UNION SELECT s.ticket FROM psq.search s
			WHERE length(folded) > 3 AND s.station = here
			AND folded OPERATOR(psq_ext.<%) s.names;
	END IF;
END
$$;

-- A search with the filters of a list, the newest first. Each is written down.
CREATE FUNCTION desk.search(wanted text, states text[] DEFAULT NULL,
	of_flag text DEFAULT NULL, of_topic text DEFAULT NULL,
	mine boolean DEFAULT false, at_place text DEFAULT NULL,
	since date DEFAULT NULL, until date DEFAULT NULL,
	after text DEFAULT NULL, count integer DEFAULT 50)
RETURNS SETOF desk.queue
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('read');
	last psq.ticket;
	filter text;
BEGIN
	IF trim(coalesce(wanted, '')) = '' OR length(wanted) > 500 THEN
		PERFORM psq.refuse('PQ006', 'nothing to search for');
	END IF;
	INSERT INTO psq.read_log (account, what, detail)
		VALUES (me.account, 'search', wanted);
	filter := psq.list_filter(states, of_flag, of_topic, mine, at_place,
		since, until);
	IF after IS NOT NULL THEN
		SELECT * INTO last FROM psq.ticket WHERE number = after;
		IF NOT FOUND THEN
			PERFORM psq.refuse('PQ003', 'there is no such ticket');
		END IF;
		filter := filter || format(' AND (t.opened_at, t.id) < (%L, %s)',
			last.opened_at, last.id);
	END IF;
	RETURN QUERY EXECUTE format('SELECT q.* FROM (SELECT t.id FROM psq.ticket t
		WHERE t.id = ANY (ARRAY(SELECT psq.search_ids(%L))) AND %s
		ORDER BY t.opened_at DESC, t.id DESC LIMIT %s) s
		JOIN desk.queue q ON q.id = s.id
		ORDER BY q.opened_at DESC, q.id DESC', wanted, filter,
		least(greatest(count, 1), 200));
END
$$;

-- A ticket page: all that is known, as one object; written down.
CREATE FUNCTION desk.read_ticket(of_number text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('read');
	q desk.queue;
BEGIN
	SELECT * INTO q FROM desk.queue d WHERE d.number = of_number;
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ003', 'there is no such ticket here');
	END IF;
	INSERT INTO psq.read_log (account, what, ticket)
		VALUES (me.account, 'ticket', q.id);
	RETURN to_jsonb(q) || jsonb_build_object(
		'flags_because', (SELECT jsonb_agg(to_jsonb(f) - 'ticket')
			FROM psq.flag f WHERE f.ticket = q.id),
		'messages', (SELECT jsonb_agg(to_jsonb(m) - '{sha256,ticket,mailbox,
			reader_version,refs,in_reply_to,message_id}'::text[]
			ORDER BY m.id) FROM psq.message m WHERE m.ticket = q.id),
		'entries', (SELECT jsonb_agg(to_jsonb(e) - '{salt,ticket}'::text[]
			|| jsonb_build_object('by', a.login) ORDER BY e.id)
			FROM psq.entry e LEFT JOIN psq.account a ON a.id = e.account
			WHERE e.ticket = q.id),
		'events', (SELECT jsonb_agg(jsonb_build_object('at', e.at,
			'actor', e.actor, 'what', e.what, 'before', e.before,
			'after', e.after, 'detail', e.detail) ORDER BY e.id)
			FROM psq.event e WHERE e.ticket = q.id),
		'linked', (SELECT jsonb_agg(t.number ORDER BY t.id)
			FROM psq.link l JOIN psq.ticket t
			ON t.id = l.a + l.b - q.id WHERE q.id IN (l.a, l.b)),
		'merged_in', (SELECT jsonb_agg(t.number ORDER BY t.id)
			FROM psq.ticket t WHERE t.merged_into = q.id),
		'held', EXISTS (SELECT FROM psq.hold h WHERE h.ticket = q.id
			AND h.lifted_at IS NULL));
END
$$;

-- The bytes of a message of a ticket, as received; written down.
CREATE FUNCTION desk.read_original(of_number text, its_message bigint)
RETURNS bytea
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('read');
	its_ticket bigint;
BEGIN
	SELECT t.id INTO its_ticket FROM psq.ticket t
		JOIN psq.message m ON m.ticket = t.id
		WHERE t.number = of_number AND m.id = its_message;
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ003', 'there is no such message here');
	END IF;
	INSERT INTO psq.read_log (account, what, ticket)
		VALUES (me.account, 'original', its_ticket);
	RETURN (SELECT r.bytes FROM psq.raw r WHERE r.message = its_message);
END
$$;

REVOKE ALL ON FUNCTION psq.list_filter, psq.search_ids FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.list_filter, psq.search_ids TO psq_clerk;
