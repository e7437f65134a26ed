-- attempt.sql - psqd writes down what it takes up, and what it puts back
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. psq.enter_ledger (ledger.sql) ends the attempts that come to
-- something.

CREATE OR REPLACE FUNCTION psq.begin_attempts(of_mailbox bigint,
	in_uidvalidity bigint, uids bigint[], by_process text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	INSERT INTO psq.attempt AS a (mailbox, uidvalidity, uid, process)
		SELECT of_mailbox, in_uidvalidity, u, by_process
		FROM unnest(uids) u
		ON CONFLICT (mailbox, uidvalidity, uid) DO UPDATE
		SET tries = a.tries + 1, process = excluded.process,
			begun_at = now()
$$;

-- Only those that the process itself took up last.
CREATE OR REPLACE FUNCTION psq.end_attempts(of_mailbox bigint,
	in_uidvalidity bigint, uids bigint[], by_process text)
RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	DELETE FROM psq.attempt WHERE mailbox = of_mailbox
		AND uidvalidity = in_uidvalidity AND uid = ANY (uids)
		AND process = by_process
$$;

REVOKE ALL ON FUNCTION psq.begin_attempts, psq.end_attempts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.begin_attempts, psq.end_attempts TO psq_daemon;
