-- gather.sql - tickets merged, linked, gathered, handed over, thrown away
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(47);
\ir ../lib/desk.psql
CREATE FUNCTION pg_temp.refuses(sql text, state text, says text)
RETURNS text LANGUAGE sql AS 'SELECT throws_ok($1, $2, NULL, $3)';

-- 1 and 2 are Jean's, 3 Léa's, 4 has an alarm; 5 to 8 of four neighbours.
SELECT pg_temp.file('90', n, address => CASE WHEN n < 3
	THEN 'jean@habitant.example' ELSE 'voisin' || n || '@habitant.example'
	END, phones => '{}', flags => CASE n WHEN 4 THEN '{distress}'
	ELSE '{}'::text[] END, place => CASE WHEN n < 5 THEN 'place ' || chr(64 + n)
	WHEN n % 2 = 0 THEN 'Rue de la Fiction' ELSE '12, rue Fiction' END) IS NULL
FROM generate_series(1, 8) n \g /dev/null
SELECT pg_temp.file('68', 1, place => 'rue de la Fiction') \g /dev/null

SET LOCAL ROLE psq_desk;
SELECT pg_temp.be('anne');

-- Merging.
SELECT pg_temp.refuses($$SELECT desk.merge(pg_temp.n('90', 3), 1,
	pg_temp.n('90', 1), 1)$$, 'PQ010',
	'two residents: each keeps an answer of his own');
SELECT pg_temp.refuses($$SELECT desk.merge(pg_temp.n('90', 1), 1,
	pg_temp.n('90', 1), 1)$$, 'PQ010', 'into itself');
SELECT pg_temp.refuses($$SELECT desk.merge(pg_temp.n('90', 1), 1,
	pg_temp.n('90', 2), 9)$$, 'PQ004', 'into what has changed');
SELECT pg_temp.refuses($$SELECT desk.merge(pg_temp.n('90', 1), 1,
	pg_temp.n('68', 1), 1)$$, 'PQ003', 'into another station''s');
SELECT is(desk.merge(pg_temp.n('90', 2), 1, pg_temp.n('90', 1), 1), 2,
	'a resident''s second ticket');
SELECT is((pg_temp.t(pg_temp.n('90', 2))).outcome, 'duplicate',
	'is closed as a duplicate');
SELECT is((pg_temp.t(pg_temp.n('90', 2))).merged_into,
	(pg_temp.t(pg_temp.n('90', 1))).id, 'of the first');
SELECT is((pg_temp.e(pg_temp.n('90', 1))).what, 'merged_in',
	'which tells it too');
SELECT is(pg_temp.v(pg_temp.n('90', 1)), 2, 'by a version of its own');
SELECT pg_temp.refuses($$SELECT desk.merge(pg_temp.n('90', 1), 2,
	pg_temp.n('90', 2), 2)$$, 'PQ010', 'not round in circles');

-- Links.
SELECT is(desk.link(pg_temp.n('90', 3), 1, pg_temp.n('90', 1)), 2, 'linked');
SELECT pg_temp.refuses($$SELECT desk.link(pg_temp.n('90', 3), 2,
	pg_temp.n('90', 3))$$, 'PQ010', 'with itself');
SELECT pg_temp.refuses($$SELECT desk.link(pg_temp.n('90', 3), 2,
	pg_temp.n('68', 1))$$, 'PQ003', 'with another station''s');

-- Phenomena.
SELECT is(p.place_key, 'rue fiction', 'proposed: the same place')
	FROM desk.phenomena() p;
SELECT is(p.writers, 4::bigint, 'of four writers') FROM desk.phenomena() p;
SELECT is(p.numbers, ARRAY(SELECT pg_temp.n('90', n)
	FROM generate_series(5, 8) n), 'these') FROM desk.phenomena() p;
SELECT pg_temp.refuses($$SELECT desk.gather(ARRAY[pg_temp.n('90', 5)],
	'x')$$, 'PQ006', 'one ticket is none');
SELECT pg_temp.refuses($$SELECT desk.gather(ARRAY[pg_temp.n('90', 5),
	pg_temp.n('90', 5)], 'x')$$, 'PQ006', 'nor one twice');
SELECT pg_temp.refuses($$SELECT desk.gather(ARRAY[pg_temp.n('90', 5),
	pg_temp.n('90', 6)], ' ')$$, 'PQ006', 'nor one without a title');
SELECT pg_temp.refuses($$SELECT desk.gather(ARRAY[pg_temp.n('90', 5),
	pg_temp.n('68', 1)], 'x')$$, 'PQ003', 'nor over two stations');
SELECT ok(desk.gather(p.numbers, 'Bruit rue de la Fiction') > 0, 'confirmed')
	FROM desk.phenomena() p;
SELECT is_empty('SELECT * FROM desk.phenomena()', 'and proposed no more');
SELECT is((SELECT count(*) FROM desk.queue WHERE phenomenon IS NOT NULL
	AND state = 'new'), 4::bigint, 'each still wants an answer');

-- Spam.
SELECT pg_temp.refuses($$SELECT desk.spam(pg_temp.n('90', 4), 1)$$, 'PQ005',
	'what may be a danger is no spam');
SELECT is(desk.spam(pg_temp.n('90', 8), 2), 3, 'spam');
SELECT pg_temp.refuses($$SELECT desk.spam(pg_temp.n('90', 8), 3)$$, 'PQ005',
	'once is enough');

-- Handing over.
SELECT pg_temp.refuses($$SELECT desk.hand_over(pg_temp.n('90', 4), 1, '68',
	'x')$$, 'PQ002', 'a delegate does not hand over');
SELECT pg_temp.be('odile');
SELECT pg_temp.refuses(format($$SELECT desk.hand_over(pg_temp.n('90', 4), 1,
	%L, 'x')$$, recipient), 'PQ008', 'not to ' || coalesce(recipient, 'nobody'))
FROM unnest(ARRAY['13', '90', NULL]) recipient;
SELECT is(desk.hand_over(pg_temp.n('90', 3), 2, 'gendarmerie', 'Zone GN.'), 3,
	'to the gendarmerie');
SELECT is((pg_temp.t(pg_temp.n('90', 3))).outcome, 'handed_over', 'closes');
SELECT is(desk.hand_over(pg_temp.n('90', 4), 1, '68', 'Chez vous.'), 2,
	'to another station');
SELECT is_empty($$SELECT FROM desk.queue WHERE number = pg_temp.n('90', 4)$$,
	'it is gone here');
SELECT is((pg_temp.e(pg_temp.n('90', 4))).station::text, '68',
	'both histories tell it');
SELECT pg_temp.refuses($$SELECT desk.note(pg_temp.n('90', 4), 2, 'x')$$,
	'PQ003', 'nobody here acts on it');
SELECT pg_temp.be('zoe');
SELECT is(desk.take(pg_temp.n('90', 4), 2), 3, 'but there');

-- The list of who is absent.
SELECT pg_temp.be('anne');
SELECT is(desk.take(pg_temp.n('90', n), 2), 3, 'taken') FROM
	generate_series(5, 7) n;
SELECT pg_temp.be('bruno');
SELECT pg_temp.refuses($$SELECT desk.hand_over_list('anne', 'bruno')$$,
	'PQ002', 'a delegate does not help himself');
SELECT pg_temp.be('chef');
SELECT is(desk.hand_over_list('anne', 'bruno'), 3, 'the head gives the list');
SELECT is((SELECT count(*) FROM desk.queue WHERE assignee = 'bruno'),
	3::bigint, 'to a colleague');
SELECT is(desk.hand_over_list('bruno', NULL), 3, 'or back');
SELECT pg_temp.refuses($$SELECT desk.hand_over_list('zoe', 'bruno')$$,
	'PQ007', 'not another station''s');


-- The resident writes again to the one that was merged: it is open again.
RESET ROLE;
SELECT lives_ok($$SELECT psq.follow_up((pg_temp.t(pg_temp.n('90', 2))).id,
	(SELECT max(id) FROM psq.message), ROW('person', NULL, NULL, '{}',
	NULL, NULL, NULL, 'x', '', '', 'fr', 0, 0, '[]', '{}', '[]', 'other', '{}',
	'', '', '', '{}', NULL, false, '', NULL, NULL)::psq.reading)$$,
	'a follow-up to a merged ticket');
SELECT is((pg_temp.t(pg_temp.n('90', 2))).state || coalesce((pg_temp.t(
	pg_temp.n('90', 2))).merged_into::text, ''), 'open', 'opens it again');
SELECT * FROM finish();
ROLLBACK;
