-- ledger.sql - what becomes of a message is written down once
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable.

-- Writes a fate down. What the ledger has is left as it is, but for what was
-- left out and is wanted now: it gets its fate, and the quarantine without
-- bytes that it may have come from is over.
CREATE OR REPLACE FUNCTION psq.enter_ledger(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint, its_fate text,
	its_message bigint, its_quarantine bigint, its_sha256 bytea,
	its_size bigint, came_at timestamptz)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
	before bigint;
BEGIN
	SELECT l.quarantine INTO before FROM psq.ledger l
		WHERE l.mailbox = of_mailbox AND l.uidvalidity = in_uidvalidity
			AND l.uid = its_uid AND l.wanted_at IS NOT NULL;
	INSERT INTO psq.ledger AS l (mailbox, uidvalidity, uid, fate, message,
			quarantine, sha256, size, internal_date, settled_at)
		VALUES (of_mailbox, in_uidvalidity, its_uid, its_fate, its_message,
			its_quarantine, its_sha256, its_size, came_at,
			CASE WHEN in_uidvalidity = 0 THEN now() END)
		ON CONFLICT (mailbox, uidvalidity, uid) DO UPDATE
		SET fate = excluded.fate, message = excluded.message,
			quarantine = coalesce(excluded.quarantine, l.quarantine),
			sha256 = excluded.sha256, size = excluded.size,
			taken_at = now(), wanted_at = NULL
		WHERE l.wanted_at IS NOT NULL;
	UPDATE psq.quarantine SET state = 'retried', decided_at = now(),
		decided_by = coalesce(decided_by, session_user)
		WHERE id = before AND id IS DISTINCT FROM its_quarantine
			AND sha256 IS NULL AND state <> 'retried';
	DELETE FROM psq.attempt a WHERE a.mailbox = of_mailbox
		AND a.uidvalidity = in_uidvalidity AND a.uid = its_uid;
END
$$;

REVOKE ALL ON FUNCTION psq.enter_ledger FROM PUBLIC;
