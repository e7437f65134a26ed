-- gather.sql - tickets that belong together: merged, linked, one phenomenon
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/action.sql.

-- True where two tickets have the same writer: the address, or a phone.
CREATE OR REPLACE FUNCTION psq.same_writer(a bigint, b bigint)
RETURNS boolean
LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT FROM psq.message m, psq.message n
		WHERE m.ticket = a AND n.ticket = b
			AND lower(m.from_address) = lower(n.from_address))
		OR EXISTS (SELECT FROM psq.contact c, psq.contact d
			WHERE c.ticket = a AND d.ticket = b
				AND c.phones::text[] && d.phones::text[])
$$;

-- A resident wrote twice about the same: the first named closes as a duplicate
-- of the other. Only what one resident wrote: another keeps an answer of his
-- own, and his ticket is linked or gathered instead (PQ010).
CREATE FUNCTION desk.merge(number text, expected integer, into_number text,
	into_expected integer) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('merge');
	t psq.ticket;
	target psq.ticket;
BEGIN
	PERFORM psq.lock_station(me.station);
	t := psq.begin_action('merge', number, expected);
	target := psq.lock_ticket(into_number);
	PERFORM psq.check_version(target, into_expected);
	IF target.id = t.id OR target.merged_into IS NOT NULL
		OR NOT psq.same_writer(t.id, target.id) THEN
		PERFORM psq.refuse('PQ010', 'not the same writer''s');
	END IF;
	UPDATE psq.ticket SET state = 'closed', outcome = 'duplicate',
		closed_at = now(), merged_into = target.id, next_call_at = NULL
		WHERE id = t.id;
	PERFORM psq.record(target, 'merged_in',
		jsonb_build_object('ticket', t.id));
	RETURN psq.record(t, 'merged', jsonb_build_object('into', target.id));
END
$$;

-- Two tickets have to do with each other. Both stay as they are.
CREATE FUNCTION desk.link(number text, expected integer, other_number text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('link', number, expected);
	other psq.ticket := psq.lock_ticket(other_number);
BEGIN
	IF other.id = t.id THEN
		PERFORM psq.refuse('PQ010', 'a ticket and itself');
	END IF;
	INSERT INTO psq.link VALUES (least(t.id, other.id),
		greatest(t.id, other.id)) ON CONFLICT DO NOTHING;
	RETURN psq.record(t, 'linked', jsonb_build_object('to', other.id));
END
$$;

-- A place as it is compared: without accents, capitals, numbers of houses and
-- small words. "12, Rue de Madrid" and "rue Madrid" are the same.
CREATE OR REPLACE FUNCTION psq.place_key(place text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT nullif(trim(regexp_replace(regexp_replace(psq.fold(place),
		'\m(\d+|bis|ter|de|du|des|la|le|les|au|aux)\M|\m[dl]''', ' ', 'g'),
		'[^a-z]+', ' ', 'g')), '')
$$;

-- Tickets of the last days that may be about the same: same topic, and the
-- same place or, where none was said, the same commune. Two writers at least;
-- those of a confirmed phenomenon are left out.
CREATE FUNCTION desk.phenomena(days integer DEFAULT 14)
RETURNS TABLE (topic text, place_key text, commune text, writers bigint,
	numbers text[], first_at timestamptz, last_at timestamptz)
LANGUAGE plpgsql STABLE AS $$
BEGIN
	PERFORM psq.actor_for('read');
	RETURN QUERY
	SELECT t.topic::text, k.key, t.commune,
		count(DISTINCT coalesce(lower(m.from_address), t.number)),
		array_agg(t.number ORDER BY t.id), min(t.opened_at),
		max(t.opened_at)
	FROM psq.ticket t
	CROSS JOIN LATERAL (SELECT psq.place_key(t.place) AS key) k
	LEFT JOIN LATERAL (SELECT from_address FROM psq.message
		WHERE ticket = t.id ORDER BY id LIMIT 1) m ON true
	WHERE t.station = psq.acting_station() AND t.phenomenon IS NULL
		AND t.opened_at > now() - make_interval(days => days)
		AND t.topic NOT IN ('question', 'automatic', 'other')
		AND (k.key IS NOT NULL OR t.commune IS NOT NULL)
		AND coalesce(t.outcome, '') NOT IN ('spam', 'duplicate')
	GROUP BY 1, 2, 3
	HAVING count(DISTINCT coalesce(lower(m.from_address), t.number)) > 1
	ORDER BY 4 DESC, 7 DESC;
END
$$;

-- Confirms that these tickets tell of one phenomenon. Each keeps its own
-- answer. Gives the phenomenon.
CREATE FUNCTION desk.gather(numbers text[], its_title text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	me psq.acting := psq.actor_for('gather');
	t psq.ticket;
	its_id bigint;
	n text;
BEGIN
	IF cardinality(numbers) IS DISTINCT FROM (SELECT count(DISTINCT number)
		FROM unnest(numbers) number) OR cardinality(numbers) < 2
		OR trim(coalesce(its_title, '')) = '' THEN
		PERFORM psq.refuse('PQ006', 'two tickets and a title');
	END IF;
	PERFORM psq.lock_station(me.station);
	t := psq.lock_ticket(numbers[1]);
	INSERT INTO psq.phenomenon (station, title, topic, place_key, commune,
			confirmed_by)
		VALUES (me.station, its_title, t.topic, psq.place_key(t.place),
			t.commune, me.account)
		RETURNING id INTO its_id;
	FOREACH n IN ARRAY numbers LOOP
		t := psq.lock_ticket(n);
		UPDATE psq.ticket SET phenomenon = its_id WHERE id = t.id;
		PERFORM psq.record(t, 'gathered');
	END LOOP;
	RETURN its_id;
END
$$;

REVOKE ALL ON FUNCTION psq.same_writer, psq.place_key FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.same_writer, psq.place_key TO psq_clerk;
