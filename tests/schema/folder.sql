-- folder.sql - every UID that the server gave is accounted for
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(27);

INSERT INTO psq.station VALUES ('90', 'Belfort');
INSERT INTO psq.mailbox (address, station)
	VALUES ('belfort@police.example', '90');

CREATE FUNCTION pg_temp.mailbox() RETURNS bigint LANGUAGE sql AS
	'SELECT id FROM psq.mailbox';

CREATE FUNCTION pg_temp.skip(uids bigint[]) RETURNS void LANGUAGE sql AS $$
	INSERT INTO psq.ledger (mailbox, uidvalidity, uid, fate, size)
		SELECT pg_temp.mailbox(), 5, u, 'skipped', 1 FROM unnest(uids) u
$$;

-- A visit: UIDNEXT and what is lacking give what vanished and what is stuck.
CREATE FUNCTION pg_temp.visit(uidnext bigint, lacking bigint[] DEFAULT '{}',
	whole boolean DEFAULT false, uidvalidity bigint DEFAULT 5) RETURNS text
LANGUAGE sql AS $$
	SELECT vanished || coalesce(' ' || stuck, '')
	FROM psq.note_poll(pg_temp.mailbox(), uidvalidity, uidnext, 1, lacking,
		array_fill(1790000000::bigint, ARRAY[cardinality(lacking)]), whole)
$$;

SELECT is(pg_temp.visit(10), '0', 'of UIDs before the first visit nothing is said');
SELECT is((SELECT (uidvalidity, uidnext)::text FROM psq.mailbox), '(5,10)',
	'the mailbox knows what the server said');
SELECT is(pg_temp.visit(10), '0', 'nothing new');
SELECT pg_temp.skip('{10,12}');
SELECT is(pg_temp.visit(14, '{13}'), '1', 'UID 11 has vanished, 13 is lacking');
SELECT is((SELECT array_agg(uids::text) FROM psq.vanished), '{"[11,12)"}',
	'it is written down');
SELECT is((SELECT accounted FROM psq.folder), 13::bigint,
	'all below the lacking one is accounted for');
SELECT is((SELECT oldest_lacking FROM psq.folder), to_timestamp(1790000000),
	'the lacking one''s date is kept');
SELECT is(pg_temp.visit(14, '{13}'), '0', 'the same again is nothing new');
SELECT is(pg_temp.visit(14), '1', 'the lacking one has gone, too');
SELECT is(pg_temp.visit(20, '{}', true), '6', 'six numbers that nobody saw');
SELECT is(pg_temp.visit(20, '{}', true), '0', 'each is told once');
SELECT is((SELECT sum(upper(uids) - lower(uids)) FROM psq.vanished), 8::numeric,
	'eight in all');

-- Once a day all is looked at.
DELETE FROM psq.ledger WHERE uid = 10;
SELECT is(pg_temp.visit(20), '0', 'what is accounted for is not looked at again');
UPDATE psq.folder SET checked_at = now() - interval '25 hours';
SELECT is(pg_temp.visit(20), '1', 'but once a day');
SELECT is((SELECT count(*) FROM psq.event WHERE what = 'vanished'), 4::bigint,
	'each time an event');

-- A number that is absurd costs nothing.
SELECT is(pg_temp.visit(4294967296), '4294967276', 'UIDNEXT may jump');
SELECT is((SELECT count(*) FROM psq.vanished), 5::bigint,
	'and is one range');
SELECT is((SELECT uidnext::bigint FROM psq.mailbox), 4294967295,
	'and the mailbox keeps what it can');

-- Stuck.
SELECT is(pg_temp.visit(3, '{1,2}', false, 6), '0', 'another numbering');
UPDATE psq.folder SET stuck_since = now() - interval '16 minutes'
	WHERE uidvalidity = 6;
SELECT is(pg_temp.visit(3, '{2}', false, 6), '0',
	'what gets on is not stuck');
UPDATE psq.folder SET stuck_since = now() - interval '16 minutes'
	WHERE uidvalidity = 6;
SELECT is(pg_temp.visit(3, '{2}', false, 6), '0 2', 'UID 2 is stuck');
SELECT is(pg_temp.visit(3, '{2}', false, 6), '0', 'which is told once');
SELECT is((SELECT count(*) FROM psq.event WHERE what = 'gap'), 1::bigint,
	'with an event');

-- Attempts at what is gone end.
INSERT INTO psq.attempt (mailbox, uidvalidity, uid, process)
	SELECT pg_temp.mailbox(), 6, u, 'x' FROM unnest('{1,2}'::bigint[]) u;
SELECT is(pg_temp.visit(3, '{2}', false, 6), '0', 'a visit');
SELECT set_eq('SELECT uid::bigint FROM psq.attempt', ARRAY[2::bigint],
	'ends the attempt at what is gone');

-- The first look under another UIDVALIDITY.
UPDATE psq.mailbox SET uidvalidity = 6, first_look_before =
	to_timestamp(1790000000.7);
SELECT is(psq.first_look(pg_temp.mailbox(), 7, 'now'), 1790000000::bigint,
	'what came in the second of the first look is not left out');
SELECT is(psq.first_look(pg_temp.mailbox(), 6, 'now'), 0::bigint,
	'and nothing is under the one that is known');

SELECT * FROM finish();
ROLLBACK;
