-- protection.sql - reads are written down, what is over its time goes
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(50);
\ir ../lib/desk.psql
CREATE FUNCTION pg_temp.refuses(sql text, state text, says text)
RETURNS text LANGUAGE sql AS 'SELECT throws_ok($1, $2, NULL, $3)';
SELECT pg_temp.file('90', n, address => CASE WHEN n < 3
	THEN 'jean@habitant.example' ELSE 'lea@habitante.example' END,
	phones => CASE WHEN n = 3 THEN '{+33639980003}'::text[]
	ELSE '{+33639980001}' END) FROM generate_series(1, 4) n ORDER BY n
	\g /dev/null

-- Reading.
SET LOCAL ROLE psq_desk;
SELECT pg_temp.be('audit');
SELECT is(desk.read_ticket(pg_temp.n('90', 1)) #>> '{messages,0,said}',
	'Du bruit.', 'an auditor reads');
SELECT is(encode(desk.read_original(pg_temp.n('90', 1), m::bigint), 'escape'),
	'1Du bruit.', 'and the original')
	FROM (SELECT desk.read_ticket(pg_temp.n('90', 1)) #>> '{messages,0,id}' m) x;
SELECT pg_temp.be('zoe');
SELECT pg_temp.refuses($$SELECT desk.read_ticket(pg_temp.n('90', 1))$$, 'PQ003',
	'another station does not');
SELECT pg_temp.refuses($$SELECT desk.read_original(pg_temp.n('90', 1), 1)$$,
	'PQ003', 'nor the original');
SELECT pg_temp.refuses($$SELECT desk.hold(pg_temp.n('90', 1), 1, 'x')$$,
	'PQ002', 'nor holds');
RESET ROLE;
SELECT is((SELECT string_agg(a.login || ' ' || what, ', ' ORDER BY l.id)
	FROM psq.read_log l JOIN psq.account a ON a.id = l.account),
	'audit ticket, audit ticket, audit original', 'all that is written down');
SET LOCAL ROLE psq_clerk;
SELECT pg_temp.refuses('SELECT * FROM psq.read_log', '42501',
	'the desk does not read who read');
RESET ROLE;

-- A hold.
SET LOCAL ROLE psq_desk;
SELECT pg_temp.be('anne');
SELECT pg_temp.refuses($$SELECT desk.hold(pg_temp.n('90', 1), 1, 'x')$$, 'PQ002',
	'a delegate does not hold');
SELECT pg_temp.be('chef');
SELECT pg_temp.refuses($$SELECT desk.hold(pg_temp.n('90', 1), 1, '')$$, 'PQ006',
	'nor anybody without a reason');
SELECT is(desk.hold(pg_temp.n('90', 1), 1, 'Réquisition.'), 2, 'held');
SELECT pg_temp.refuses($$SELECT desk.hold(pg_temp.n('90', 1), 2, 'x')$$, 'PQ009',
	'once');
SELECT pg_temp.refuses($$SELECT desk.lift_hold(pg_temp.n('90', 2), 1)$$,
	'PQ005', 'no hold to lift');
SELECT desk.close(pg_temp.n('90', n), CASE n WHEN 1 THEN 2 ELSE 1 END,
	'oriented', 'Mairie.') FROM generate_series(1, 3) n \g /dev/null
SELECT desk.note(pg_temp.n('90', 2), 2, 'Une note.') \g /dev/null

-- What is over its time: 1 (held) and 2 were closed long ago, 3 now, 4 is new.
RESET ROLE;
UPDATE psq.ticket SET opened_at = opened_at WHERE false;
ALTER TABLE psq.ticket DISABLE TRIGGER guard;
UPDATE psq.ticket SET opened_at = now() - interval '1 year',
	closed_at = now() - interval '4 months'
	WHERE number IN (pg_temp.n('90', 1), pg_temp.n('90', 2));
ALTER TABLE psq.ticket ENABLE TRIGGER guard;
CREATE FUNCTION pg_temp.purge(dry_run boolean) RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(kind || ' ' || count, ', ' ORDER BY kind)
	FROM psq.purge(dry_run, 100) WHERE count > 0
$$;
SET LOCAL ROLE psq_admin;
SELECT is(pg_temp.purge(true), 'bytes 1, words 1', 'what would go');
SELECT is((SELECT count(*) FROM psq.purge_log), 0::bigint, 'nothing went');
SELECT is(pg_temp.purge(false), 'bytes 1, words 1', 'it goes');
SELECT is(pg_temp.purge(false), NULL, 'once');
RESET ROLE;
SELECT is((pg_temp.t(pg_temp.n('90', 2))).place, NULL, 'no place');
SELECT ok((pg_temp.t(pg_temp.n('90', 2))).purged_at IS NOT NULL, 'when');
SELECT is((pg_temp.t(pg_temp.n('90', 2))).outcome, 'oriented',
	'statistics stay');
SELECT is((SELECT m.said || coalesce(m.from_address, '')
	|| coalesce(m.subject, '') FROM psq.message m
	WHERE m.ticket = (pg_temp.t(pg_temp.n('90', 2))).id), '', 'no words');
SELECT is_empty(format('SELECT FROM psq.%s WHERE ticket = %s', name,
	(pg_temp.t(pg_temp.n('90', 2))).id), 'no ' || name)
FROM unnest(ARRAY['contact', 'entry', 'search', 'hold']) name;
SELECT is((SELECT count(*) FROM psq.raw), 3::bigint, 'no bytes');
SELECT isnt((pg_temp.t(pg_temp.n('90', 1))).place, NULL,
	'what is held is whole');
SELECT is((SELECT DISTINCT to_address || coalesce(said, '')
	FROM psq.letter WHERE ticket = (pg_temp.t(pg_temp.n('90', 2))).id),
	'purged', 'no letter');
SELECT is((SELECT string_agg(kind, ' ' ORDER BY id) FROM psq.purge_log
	WHERE number = pg_temp.n('90', 2)), 'bytes words', 'registered');
SELECT pg_temp.refuses('DELETE FROM psq.purge_log', '23001',
	'for good');
SELECT is_empty('SELECT * FROM psq.audit_verify(NULL)',
	'history is whole without the words');
SET LOCAL ROLE psq_desk;
SELECT pg_temp.be('anne');
SELECT is(desk.read_ticket(pg_temp.n('90', 2)) #>> '{messages,0,said}', '',
	'a page without words');
RESET ROLE;

-- The same message does not come in again.
SELECT is(pg_temp.file('90', 2, address => 'jean@habitant.example'),
	pg_temp.n('90', 2), 'the ledger still knows it');

-- The ticket goes, history stays.
ALTER TABLE psq.ticket DISABLE TRIGGER guard;
UPDATE psq.ticket SET opened_at = now() - interval '7 years',
	closed_at = now() - interval '6 years' WHERE number = pg_temp.n('90', 2);
ALTER TABLE psq.ticket ENABLE TRIGGER guard;
SELECT is(pg_temp.purge(false), 'ticket 1', 'after five years the ticket');
SELECT is(pg_temp.n('90', 2), NULL, 'is gone');
SELECT is((SELECT count(*) FROM psq.message), 4::bigint,
	'what it was made of stays, without words');
SELECT is_empty('SELECT * FROM psq.audit_verify(NULL)', 'history is whole');

-- A person's rights.
SET LOCAL ROLE psq_admin;
SELECT is((SELECT array_agg(number) FROM psq.tickets_of(who)), ARRAY[
	pg_temp.n('90', n)], who) FROM (VALUES ('JEAN@habitant.example', 1),
	('06 39 98 00 03', 3)) p (who, n);
SELECT is_empty('SELECT psq.tickets_of(''x@habitant.example'')', 'of nobody');
SELECT set_eq($$SELECT what FROM psq.bundle(pg_temp.n('90', 1))$$,
	ARRAY['ticket', 'readings', 'entries', 'letters', 'events'], 'all that is held');
SELECT pg_temp.refuses($$SELECT psq.erase('jean@habitant.example', 'art. 17')$$,
	'PQ009', 'what is held is not erased');
SELECT pg_temp.refuses($$SELECT psq.erase('lea@habitante.example', ' ')$$,
	'PQ006', 'nor anything without a reason');
SELECT is((SELECT count(*) FROM psq.erase('lea@habitante.example', 'art. 17')),
	2::bigint, 'erased');
SELECT is_empty('SELECT psq.tickets_of(''lea@habitante.example'')', 'is erased');
SELECT is((SELECT count(*) FROM psq.purge_log WHERE kind = 'erased'
	AND why = 'art. 17'), 2::bigint, 'registered');
RESET ROLE;

-- Months.
SELECT is((SELECT count(*) FROM psq.raw_default), 0::bigint,
	'every message has its month');
SELECT is(psq.purge_months(), 0::bigint, 'no month is over');
CREATE TABLE psq.raw_2020_01 PARTITION OF psq.raw
	FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
CREATE TABLE psq.raw_2020_02 PARTITION OF psq.raw
	FOR VALUES FROM ('2020-02-01') TO ('2020-03-01');
CREATE TABLE psq.raw_2020_03 PARTITION OF psq.raw
	FOR VALUES FROM ('2020-03-01') TO ('2020-04-01');
SELECT pg_temp.file('90', 9) \g /dev/null
ALTER TABLE psq.ticket DISABLE TRIGGER guard;
UPDATE psq.ticket SET opened_at = now() - interval '1 year', state = 'closed',
	outcome = 'spam', closed_at = now() - interval '4 months'
	WHERE number = pg_temp.n('90', 5);
ALTER TABLE psq.ticket ENABLE TRIGGER guard;
ALTER TABLE psq.raw DISABLE TRIGGER USER;
UPDATE psq.raw SET stored_on = CASE WHEN message = (SELECT max(message)
	FROM psq.raw) THEN date '2020-01-05' ELSE '2020-02-05' END;
ALTER TABLE psq.raw ENABLE TRIGGER USER;
SELECT is(psq.purge_months(), 2::bigint,
	'a month goes as a whole when nothing of it is needed');
SELECT is((SELECT count FROM psq.purge_log WHERE why = 'raw_2020_01'),
	1::bigint, 'registered');
SELECT has_table('psq', 'raw_2020_02', 'what is held stays');
SELECT * FROM finish();
ROLLBACK;
