-- folder.sql - the server's UIDs against the ledger
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable.

-- Midnight of a day in France.
CREATE OR REPLACE FUNCTION psq.day_begin(day date)
RETURNS timestamptz
LANGUAGE sql STABLE AS $$
	SELECT day::timestamp AT TIME ZONE 'Europe/Paris'
$$;

-- Below which time (seconds since 1970) messages are to be left out before the
-- mailbox is looked at under this UIDVALIDITY; 0: nothing is. first_look is
-- "now" or a day.
CREATE OR REPLACE FUNCTION psq.first_look(of_mailbox bigint,
	in_uidvalidity bigint, first_look text)
RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	SELECT CASE WHEN m.uidvalidity = in_uidvalidity THEN 0
		WHEN m.uidvalidity IS NOT NULL
			-- What came in that very second may have come after it.
			THEN coalesce(floor(extract(epoch FROM m.first_look_before)), 0)
		WHEN first_look = 'now' THEN 253402300799
		ELSE extract(epoch FROM psq.day_begin(first_look::date)) END::bigint
	FROM psq.mailbox m WHERE m.id = of_mailbox
$$;

-- Leaves messages out: they are in the ledger, and nothing else is known of
-- them. All at once, so that a first look is done or not done.
CREATE OR REPLACE FUNCTION psq.skip_messages(of_mailbox bigint,
	in_uidvalidity bigint, before bigint, uids bigint[], sizes bigint[],
	dates bigint[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	PERFORM psq.lock_mailbox(of_mailbox);
	INSERT INTO psq.ledger (mailbox, uidvalidity, uid, fate, size,
			internal_date)
		SELECT of_mailbox, in_uidvalidity, u, 'skipped', s, psq.time_of(d)
		FROM unnest(uids, sizes, dates) t (u, s, d)
		ON CONFLICT DO NOTHING;
	UPDATE psq.mailbox SET uidvalidity = in_uidvalidity,
		first_look_before = coalesce(first_look_before,
			least(to_timestamp(before), now()))
		WHERE id = of_mailbox;
	INSERT INTO psq.event (mailbox, what, detail)
		VALUES (of_mailbox, 'first_look', jsonb_build_object(
			'uidvalidity', in_uidvalidity,
			'left_out', coalesce(cardinality(uids), 0)));
END
$$;

-- Asks psqd to take in what was left out at the first look, since a day (NULL:
-- ever), and says how many messages these are.
CREATE OR REPLACE FUNCTION psq.backfill(of_mailbox bigint, since date,
	who text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	n bigint;
BEGIN
	PERFORM psq.lock_mailbox(of_mailbox);
	UPDATE psq.ledger l SET wanted_at = now() FROM psq.mailbox m
		WHERE m.id = of_mailbox AND l.mailbox = m.id
			AND l.uidvalidity = m.uidvalidity AND l.fate = 'skipped'
			AND l.wanted_at IS NULL AND (since IS NULL
				OR l.internal_date >= psq.day_begin(since));
	GET DIAGNOSTICS n = ROW_COUNT;
	INSERT INTO psq.event (mailbox, what, detail)
		VALUES (of_mailbox, 'backfill', jsonb_build_object(
			'messages', n, 'since', since, 'by', who));
	RETURN n;
END
$$;

-- The UIDs of [low, high) that are neither in the ledger nor lacking nor known
-- to have vanished.
CREATE OR REPLACE FUNCTION psq.unaccounted(of_mailbox bigint,
	in_uidvalidity bigint, low bigint, high bigint, lacks bigint[])
RETURNS int8multirange
LANGUAGE sql STABLE AS $$
	SELECT CASE WHEN low >= high THEN '{}' ELSE
		int8multirange(int8range(low, high))
		- coalesce((SELECT range_agg(int8range(l.uid, l.uid + 1))
			FROM psq.ledger l WHERE l.mailbox = of_mailbox
				AND l.uidvalidity = in_uidvalidity
				AND l.uid >= low AND l.uid < high), '{}')
		- coalesce((SELECT range_agg(int8range(u, u + 1))
			FROM unnest(lacks) u), '{}')
		- coalesce((SELECT range_agg(v.uids) FROM psq.vanished v
			WHERE v.mailbox = of_mailbox
				AND v.uidvalidity = in_uidvalidity), '{}') END
$$;

-- Writes down UIDs that vanished before they were seen, and how many.
CREATE OR REPLACE FUNCTION psq.note_vanished(f psq.folder, gaps int8multirange)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	SELECT sum(upper(g) - lower(g)) INTO n FROM unnest(gaps) g;
	IF n IS NULL THEN
		RETURN 0;
	END IF;
	INSERT INTO psq.vanished (mailbox, uidvalidity, uids, since)
		SELECT f.mailbox, f.uidvalidity, g, f.polled_at
		FROM unnest(gaps) g;
	INSERT INTO psq.event (mailbox, what, detail)
		VALUES (f.mailbox, 'vanished', jsonb_build_object(
			'uidvalidity', f.uidvalidity, 'uids', gaps::text,
			'since', f.polled_at));
	RETURN n;
END
$$;

-- Notes a visit: UIDNEXT as it was before the UIDs were asked for, how many
-- messages were shown, and those of them that the ledger lacked, with their
-- INTERNALDATE (0: unknown); what was filed meanwhile is left out here. Each
-- UID that came since the last visit must be in the ledger or be shown: what is
-- neither has vanished. Once a day, and where whole is true, all UIDs since the
-- first visit are looked at. Gives how many have vanished newly, and the UID of
-- a message that could not be taken in for 15 minutes (once a UID).
CREATE OR REPLACE FUNCTION psq.note_poll(of_mailbox bigint,
	in_uidvalidity bigint, its_uidnext bigint, its_shown bigint,
	uids bigint[], dates bigint[], whole boolean,
	OUT vanished bigint, OUT stuck bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	f psq.folder;
	lacks bigint[];
	lowest bigint;
	oldest timestamptz;
	check_all boolean;
BEGIN
	SELECT coalesce(array_agg(u), '{}'), min(u), psq.time_of(min(d))
		INTO lacks, lowest, oldest
		FROM (SELECT u, nullif(d, 0) AS d
			FROM unnest(uids, dates) t (u, d)
			WHERE NOT EXISTS (SELECT FROM psq.ledger l
				WHERE l.mailbox = of_mailbox
					AND l.uidvalidity = in_uidvalidity AND l.uid = u
					AND l.wanted_at IS NULL)) t;
	INSERT INTO psq.folder (mailbox, uidvalidity, first_uidnext, uidnext,
			accounted, shown)
		VALUES (of_mailbox, in_uidvalidity, its_uidnext, its_uidnext,
			its_uidnext, its_shown)
		ON CONFLICT DO NOTHING;
	SELECT * INTO f FROM psq.folder p WHERE p.mailbox = of_mailbox
		AND p.uidvalidity = in_uidvalidity FOR UPDATE;
	check_all := whole OR f.checked_at < now() - interval '1 day';
	vanished := psq.note_vanished(f, psq.unaccounted(of_mailbox,
		in_uidvalidity,
		CASE WHEN check_all THEN f.first_uidnext ELSE f.accounted END,
		its_uidnext, lacks));
	IF f.stuck_uid = lowest AND NOT f.stuck_told
		AND f.stuck_since < now() - interval '15 minutes' THEN
		stuck := lowest;
		INSERT INTO psq.event (mailbox, what, detail)
			VALUES (of_mailbox, 'gap', jsonb_build_object(
				'uidvalidity', in_uidvalidity, 'uid', lowest,
				'lacking', cardinality(lacks)));
	END IF;
	UPDATE psq.folder p SET uidnext = greatest(f.uidnext, its_uidnext),
		polled_at = now(), shown = its_shown,
		checked_at = CASE WHEN check_all THEN now() ELSE f.checked_at END,
		accounted = greatest(f.accounted,
			least(lowest, its_uidnext)),
		lacking = cardinality(lacks), oldest_lacking = oldest,
		stuck_uid = lowest,
		stuck_since = CASE WHEN f.stuck_uid = lowest THEN f.stuck_since
			WHEN lowest IS NOT NULL THEN now() END,
		stuck_told = coalesce(f.stuck_uid = lowest
			AND (f.stuck_told OR stuck IS NOT NULL), false)
		WHERE p.mailbox = of_mailbox AND p.uidvalidity = in_uidvalidity;
	UPDATE psq.mailbox SET last_poll_at = now(), errors_in_row = 0,
		uidvalidity = in_uidvalidity,
		uidnext = least(its_uidnext, 4294967295) WHERE id = of_mailbox;
	DELETE FROM psq.attempt a WHERE a.mailbox = of_mailbox
		AND (a.uidvalidity <> in_uidvalidity OR a.uid <> ALL (lacks));
END
$$;

REVOKE ALL ON FUNCTION psq.day_begin, psq.first_look, psq.skip_messages,
	psq.backfill, psq.unaccounted, psq.note_vanished, psq.note_poll
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.first_look, psq.skip_messages, psq.note_poll
	TO psq_daemon;
GRANT EXECUTE ON FUNCTION psq.backfill TO psq_admin;
