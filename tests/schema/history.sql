-- history.sql - the chain of events, and what breaks it
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(27);
\ir ../lib/desk.psql
SELECT pg_temp.file(s, n) FROM unnest(ARRAY['90', '68']) s,
	generate_series(1, 3) n \g /dev/null
SELECT pg_temp.be('anne');
SELECT desk.note(pg_temp.n('90', 1), 1, 'Une note.') \g /dev/null

SELECT is((SELECT array_agg(seq ORDER BY id) FROM psq.event
	WHERE station = '90'), '{1,2,3,4}'::bigint[], 'a station counts');
SELECT is((SELECT array_agg(seq ORDER BY id) FROM psq.event
	WHERE station = '68'), '{1,2,3}'::bigint[], 'each for itself');
SELECT is(h.hash::bytea, (SELECT hash::bytea FROM psq.event
	WHERE station = '90' AND seq = 4), 'its head is the last')
	FROM psq.event_head h WHERE station = '90';
SELECT is(psq.event_digest((SELECT hash FROM psq.event WHERE station = '90'
	AND seq = 3), e), e.hash::bytea, 'each holds the one before')
	FROM psq.event e WHERE station = '90' AND seq = 4;
SELECT is_empty('SELECT * FROM psq.audit_verify(NULL)', 'nothing is wrong');

-- Who would tamper must first remove the guard.
SELECT throws_ok('UPDATE psq.event SET actor = ''x''', '23001', NULL,
	'the owner can''t change an event');
SELECT throws_ok('DELETE FROM psq.event', '23001', NULL, 'nor remove one');
SET LOCAL ROLE psq_daemon;
SELECT throws_ok('DELETE FROM psq.event', '42501', NULL, 'nor psqd');
SET LOCAL ROLE psq_desk;
SELECT throws_ok('UPDATE psq.event SET actor = ''x''', '42501', NULL,
	'nor the desk');
SELECT throws_ok('SELECT psq.audit_verify(NULL)', '42501', NULL,
	'which does not verify either');
SET LOCAL ROLE psq_clerk;
SELECT throws_ok('DELETE FROM psq.event', '42501', NULL, 'nor its clerk');
SELECT throws_ok('UPDATE psq.entry SET body = ''x''', '42501', NULL,
	'who changes no note');
SET LOCAL ROLE psq_admin;
SELECT throws_ok('UPDATE psq.event_head SET seq = 1', '42501', NULL,
	'nor psqctl a head');
SELECT is_empty('SELECT * FROM psq.audit_verify(''90'')', 'which verifies');
RESET ROLE;

-- As somebody who owns the database might. Each time all is as before after.
ALTER TABLE psq.event DISABLE TRIGGER USER;
CREATE FUNCTION pg_temp.finds(sql text, expected text, says text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	found text;
BEGIN
	BEGIN
		EXECUTE sql;
		SELECT string_agg(DISTINCT station || ' ' || problem, ', ')
			INTO found FROM psq.audit_verify(NULL);
		RAISE EXCEPTION 'undo' USING ERRCODE = 'ZZ001';
	EXCEPTION WHEN SQLSTATE 'ZZ001' THEN
		NULL;
	END;
	RETURN is(found, expected, says);
END
$$;
SELECT pg_temp.finds($$UPDATE psq.event SET actor = 'x' WHERE station = '90'
	AND seq = 2$$, '90 changed', 'who');
SELECT pg_temp.finds($$UPDATE psq.event SET at = at + interval '1 us'
	WHERE station = '90' AND seq = 2$$, '90 changed', 'when');
SELECT pg_temp.finds($$UPDATE psq.event SET after = '{"state": "x"}'
	WHERE station = '90' AND seq = 4$$, '90 changed', 'what');
SELECT pg_temp.finds($$DELETE FROM psq.event WHERE station = '68'
	AND seq = 2$$, '68 changed, 68 missing', 'a removed event');
SELECT pg_temp.finds($$DELETE FROM psq.event WHERE station = '68'
	AND seq = 3$$, '68 cut short', 'a removed last event');
SELECT pg_temp.finds($$DELETE FROM psq.event WHERE station = '68'$$,
	'68 cut short', 'all removed');
SELECT pg_temp.finds($$INSERT INTO psq.event (ticket, what, station, seq, hash)
	SELECT ticket, 'noted', station, 4, hash FROM psq.event
	WHERE station = '68' AND seq = 3$$, '68 changed, 68 too long',
	'an added event');
SELECT pg_temp.finds($$INSERT INTO psq.event (ticket, what)
	SELECT ticket, 'noted' FROM psq.event LIMIT 1$$, '90 without a seq',
	'an event past the chain');
SELECT pg_temp.finds($$WITH x AS (SELECT * FROM psq.event WHERE station = '90'
	AND seq = 2) UPDATE psq.event e SET what = x.what, at = x.at,
	ticket = x.ticket, detail = x.detail FROM x WHERE e.station = '90'
	AND e.seq = 3$$, '90 changed', 'one in another''s place');
SELECT pg_temp.finds($$UPDATE psq.event SET seq = seq + 100
	WHERE station = '90' AND seq = 2; UPDATE psq.event SET seq = 2
	WHERE station = '90' AND seq = 3; UPDATE psq.event SET seq = 3
	WHERE station = '90' AND seq = 102$$, '90 changed',
	'two in another order');
SELECT pg_temp.finds($$UPDATE psq.event_head SET hash = sha256('x')
	WHERE station = '90'$$, '90 head changed', 'a changed head');
SELECT pg_temp.finds($$UPDATE psq.entry SET body = 'Une autre.'$$,
	'90 entry changed', 'a changed note');
SELECT pg_temp.finds($$DELETE FROM psq.entry$$, '90 entry missing',
	'a removed note');

SELECT * FROM finish();
ROLLBACK;
