-- 0049_fill.sql - what older rows lack, and the indexes of the lists
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Outside of a transaction, piece by piece, so that mail is taken in
-- meanwhile. Each piece may be run again where one was broken off.
DO $$
DECLARE
	done bigint := 0;
	upto bigint;
BEGIN
	LOOP
		SELECT max(id) INTO upto FROM (SELECT id FROM psq.ticket
			WHERE id > done ORDER BY id LIMIT 1000) s;
		EXIT WHEN upto IS NULL;
		UPDATE psq.ticket SET flags = psq.flags_of(id)
			WHERE id > done AND id <= upto AND due_at IS NULL;
		COMMIT;
		done := upto;
	END LOOP;
END
$$;
-- next
DO $$
DECLARE
	done bigint := 0;
	upto bigint;
BEGIN
	LOOP
		SELECT max(id) INTO upto FROM (SELECT id FROM psq.ticket
			WHERE id > done ORDER BY id LIMIT 1000) s;
		EXIT WHEN upto IS NULL;
		INSERT INTO psq.search SELECT s.* FROM psq.ticket t,
			psq.search_row(t.id) s
			WHERE t.id > done AND t.id <= upto
			ON CONFLICT DO NOTHING;
		COMMIT;
		done := upto;
	END LOOP;
END
$$;
-- next
DO $$
DECLARE
	moved bigint;
BEGIN
	LOOP
		EXIT WHEN to_regclass('psq.raw_before') IS NULL;
		WITH gone AS (DELETE FROM psq.raw_before WHERE message IN (
			SELECT message FROM psq.raw_before LIMIT 500) RETURNING *)
		INSERT INTO psq.raw (message, bytes, size_on_server, complete)
			SELECT message, bytes, size_on_server, complete FROM gone;
		GET DIAGNOSTICS moved = ROW_COUNT;
		COMMIT;
		EXIT WHEN moved = 0;
	END LOOP;
END
$$;
-- next
DROP TABLE IF EXISTS psq.raw_before;
-- next
ALTER TABLE psq.message VALIDATE CONSTRAINT persons_have_tickets;
-- next
ALTER TABLE psq.ticket VALIDATE CONSTRAINT merged_is_duplicate;
-- next
ALTER TABLE psq.ticket VALIDATE CONSTRAINT not_into_itself;
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.ticket_to_answer;
-- next
CREATE INDEX CONCURRENTLY ticket_to_answer
	ON psq.ticket (station, alarm DESC, due_at, id)
	WHERE state IN ('new', 'open', 'waiting');
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.ticket_by_state;
-- next
CREATE INDEX CONCURRENTLY ticket_by_state
	ON psq.ticket (station, state, opened_at DESC, id DESC);
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.ticket_of_assignee;
-- next
CREATE INDEX CONCURRENTLY ticket_of_assignee
	ON psq.ticket (assignee, alarm DESC, due_at, id)
	WHERE assignee IS NOT NULL AND state <> 'closed';
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.ticket_merged;
-- next
CREATE INDEX CONCURRENTLY ticket_merged
	ON psq.ticket (merged_into) WHERE merged_into IS NOT NULL;
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.ticket_phenomenon;
-- next
CREATE INDEX CONCURRENTLY ticket_phenomenon
	ON psq.ticket (phenomenon) WHERE phenomenon IS NOT NULL;
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.event_chained;
-- next
CREATE UNIQUE INDEX CONCURRENTLY event_chained
	ON psq.event (station, seq) WHERE seq IS NOT NULL;
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.message_of_address;
-- next
CREATE INDEX CONCURRENTLY message_of_address
	ON psq.message (lower(from_address)) WHERE from_address IS NOT NULL;
-- next
DROP INDEX CONCURRENTLY IF EXISTS psq.contact_of_phone;
-- next
CREATE INDEX CONCURRENTLY contact_of_phone
	ON psq.contact USING gin ((phones::text[])) WITH (fastupdate = off);
