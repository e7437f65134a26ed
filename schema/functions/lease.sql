-- lease.sql - the processes of all psqd share the mailboxes
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. A lease is free when its process is not, or no longer, alive.
-- All times are those of the database's clock.

-- Says that a process lives, for so many seconds from now, and which mailboxes
-- its configuration has. Waits for nobody.
CREATE OR REPLACE FUNCTION psq.beat(me uuid, its_host text, its_pid integer,
	its_place text, its_wanted bigint[], seconds integer)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	INSERT INTO psq.process AS p (id, host, pid, place, wanted, alive_until)
		VALUES (me, its_host, its_pid, its_place, its_wanted,
			now() + make_interval(secs => seconds))
		ON CONFLICT (id) DO UPDATE
			SET wanted = excluded.wanted, alive_until = excluded.alive_until
$$;

-- Forgets processes: those that are known to be gone, others only if their
-- time is over. Their leases are free from then on.
CREATE OR REPLACE FUNCTION psq.bury(known_gone uuid[], silent uuid[])
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	DELETE FROM psq.process WHERE id = ANY (known_gone)
		OR (id = ANY (silent) AND alive_until < now())
$$;

-- How many mailboxes each living process may still take (below zero: has too
-- many). Of a mailbox that n of them want each has a claim to one nth. company:
-- there are at least so many of them, though they may not have come yet.
CREATE OR REPLACE FUNCTION psq.lease_room(company integer)
RETURNS TABLE (process uuid, wanted bigint[], room integer)
LANGUAGE sql STABLE AS $$
	WITH live AS (
		SELECT p.id, p.wanted FROM psq.process p
			WHERE p.alive_until > now()
	), configuration AS (
		SELECT l.wanted, count(*) AS n FROM live l GROUP BY l.wanted
	), rivals AS (
		SELECT m AS mailbox, greatest(sum(c.n), company) AS n
			FROM configuration c, unnest(c.wanted) m GROUP BY m
	), claim AS (
		-- a thousand thirds may add up to a little more than they should
		SELECT c.wanted, ceil(sum(1.0 / r.n) - 0.001) AS n
			FROM configuration c, unnest(c.wanted) m
			JOIN rivals r ON r.mailbox = m GROUP BY c.wanted
	), held AS (
		SELECT l.process, count(*) AS n FROM psq.lease l GROUP BY l.process
	)
	SELECT live.id, live.wanted,
		(coalesce(claim.n, 0) - coalesce(held.n, 0))::integer
		FROM live LEFT JOIN claim ON claim.wanted = live.wanted
		LEFT JOIN held ON held.process = live.id
$$;

-- Takes free leases, up to a fair share; beyond it what nobody else has room
-- for (once company has come). Gives all that the process has then: spare are
-- those that others have room for and that it is to release. One at a time
-- does this, so that nobody acts on what is no longer so; a lease whose late
-- holder has a transaction open is left for the next time.
CREATE OR REPLACE FUNCTION psq.take_leases(me uuid, company integer,
	OUT mailbox bigint, OUT fence bigint, OUT spare boolean)
RETURNS SETOF record
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	mine bigint[];
	others bigint[];
	my_room integer;
	take bigint[];
BEGIN
	PERFORM pg_advisory_xact_lock(1886613861);
	SELECT r.wanted, r.room INTO mine, my_room
		FROM psq.lease_room(company) r WHERE r.process = me;
	IF NOT FOUND THEN
		RETURN; -- its time was over before it came here
	END IF;
	INSERT INTO psq.lease (mailbox) SELECT m FROM unnest(mine) m
		WHERE NOT EXISTS (SELECT FROM psq.lease l WHERE l.mailbox = m);
	SELECT coalesce(array_agg(DISTINCT m), '{}') INTO others
		FROM psq.lease_room(company) r, unnest(r.wanted) m
		WHERE r.process <> me AND r.room > 0;
	SELECT array_agg(f.mailbox) INTO take FROM (
		SELECT l.mailbox, row_number() OVER (
				ORDER BY l.mailbox = ANY (others), l.mailbox) AS place
			FROM psq.lease l WHERE l.mailbox = ANY (mine)
			AND NOT EXISTS (SELECT FROM psq.process p
				WHERE p.id = l.process AND p.alive_until > now())) f
		WHERE f.place <= my_room
			OR (company <= 1 AND f.mailbox <> ALL (others));
	UPDATE psq.lease l SET process = me, fence = l.fence + 1, taken_at = now()
		FROM (SELECT f.mailbox FROM psq.lease f WHERE f.mailbox = ANY (take)
			FOR UPDATE SKIP LOCKED) f
		WHERE l.mailbox = f.mailbox;
	RETURN QUERY SELECT l.mailbox, l.fence, l.mailbox = ANY (others)
			AND row_number() OVER (ORDER BY l.mailbox = ANY (others) DESC,
				l.mailbox DESC) <= -my_room
		FROM psq.lease l WHERE l.process = me;
END
$$;

-- Gives leases back, at once: what a process has begun under them is over.
CREATE OR REPLACE FUNCTION psq.release_leases(me uuid, mailboxes bigint[])
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	UPDATE psq.lease SET process = NULL
		WHERE process = me AND mailbox = ANY (mailboxes)
$$;

-- Makes sure that the process has the mailbox until the transaction ends: who
-- takes the lease over waits for that, or has done so already, and then this
-- fails.
CREATE OR REPLACE FUNCTION psq.hold_lease(of_mailbox bigint, by_process uuid,
	its_fence bigint)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	PERFORM FROM psq.lease WHERE mailbox = of_mailbox
		AND process = by_process AND fence = its_fence FOR SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'another process has mailbox % by now', of_mailbox
			USING ERRCODE = 'PSQ01';
	END IF;
END
$$;

REVOKE ALL ON FUNCTION psq.beat, psq.bury, psq.lease_room, psq.take_leases,
	psq.release_leases, psq.hold_lease FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.beat, psq.bury, psq.take_leases,
	psq.release_leases, psq.hold_lease TO psq_daemon;
