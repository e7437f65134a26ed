-- search.sql - lists and searches: what they find, in which order, page by page
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(50);
\ir ../lib/desk.psql
CREATE FUNCTION pg_temp.refuses(sql text, state text, says text)
RETURNS text LANGUAGE sql AS 'SELECT throws_ok($1, $2, NULL, $3)';

SELECT pg_temp.file('90', n, said => said, address => 'r' || n
	|| '@habitant.example', flags => flags, place => place, surname => surname,
	phones => phones)
FROM (VALUES
	(1, 'Les voisins du dessus font du tapage chaque nuit.', '{}'::text[],
		'rue de Madrid', 'Fictif', '{+33639980001}'::text[]),
	(2, 'Un chien aboie, c''est insupportable, chez M. Gérard Inventé, et son '
		'frère Kévin crie.', '{distress}', 'place Corbis', 'Lefèvre', '{}'),
	(3, 'Des scooters tournent.', '{emergency}', 'Rue Madrid', 'Martin',
		'{+33639980003}'),
	(4, 'Que faire contre les rats ?', '{}', '', 'Dupond', '{}'),
	(5, 'Encore du tapage nocturne.', '{}', 'quai Vauban', 'Lefebvre', '{}'))
	m (n, said, flags, place, surname, phones) ORDER BY n \g /dev/null
SELECT pg_temp.file('68', 1, said => 'Du tapage.', surname => 'Fictif')
	\g /dev/null
UPDATE psq.ticket SET due_at = now() - interval '1 day'
	WHERE number = pg_temp.n('90', 4);

-- The last figures of the numbers that a query gives, in its order.
CREATE FUNCTION pg_temp.found(query text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE 'SELECT string_agg(right(number, 1), '''') FROM ' || query
		INTO said;
	RETURN said;
END
$$;

SET LOCAL ROLE psq_desk;
SELECT pg_temp.refuses('SELECT desk.list()', 'PQ001', 'nobody lists');
SELECT pg_temp.refuses('SELECT desk.search(''tapage'')', 'PQ001',
	'nobody searches');
SELECT pg_temp.refuses('SELECT desk.counts()', 'PQ001', 'nobody counts');
SELECT pg_temp.refuses('SELECT desk.read_ticket(pg_temp.n(''90'', 1))', 'PQ001',
	'nobody reads');
SELECT pg_temp.be('anne');

-- Lists.
SELECT is(pg_temp.found('desk.list()'), '32415',
	'dangers, then what is overdue, then by deadline');
SELECT is(pg_temp.found('desk.list(after => pg_temp.n(''90'', 2),
	count => 2)'), '41', 'the next page');
SELECT is(pg_temp.found('desk.list(after => pg_temp.n(''90'', 1))'), '5',
	'the last page');
SELECT is(pg_temp.found('desk.list(''{new}'')'), '54321', 'by state: newest');
SELECT is(pg_temp.found('desk.list(''{new,open}'', after =>
	pg_temp.n(''90'', 3))'), '21', 'and its next page');
SELECT is(pg_temp.found('desk.list(''{closed}'')'), NULL, 'none is closed');
SELECT is(pg_temp.found('desk.list(of_flag => ''emergency'')'), '3', 'by flag');
SELECT is(pg_temp.found('desk.list(of_topic => ''gathering'')'), NULL,
	'by topic');
SELECT is(pg_temp.found('desk.list(at_place => ''12 rue de Madrid'')'), '31',
	'by place, as anybody writes it');
SELECT is(pg_temp.found('desk.list(at_place => ''90010'')'), '32415',
	'by commune');
SELECT is(pg_temp.found('desk.list(at_place => ''belfort'')'), '32415',
	'by its name');
SELECT is(pg_temp.found('desk.list(since => current_date + 2)'), NULL,
	'by days');
SELECT is(pg_temp.found('desk.list(until => current_date + 2)'), '32415',
	'up to a day');
SELECT is(pg_temp.found('desk.list(mine => true)'), NULL, 'none is mine');
SELECT desk.take(pg_temp.n('90', 5), 1) \g /dev/null
SELECT is(pg_temp.found('desk.list(mine => true)'), '5', 'now one is');
SELECT ok(overdue, 'overdue') FROM desk.list() WHERE number = pg_temp.n('90', 4);
SELECT is((SELECT count(*) FROM desk.list() WHERE overdue), 1::bigint,
	'the only one');
SELECT pg_temp.refuses($$SELECT desk.list(after => 'x')$$, 'PQ003',
	'after what is not there');
SELECT pg_temp.refuses($$SELECT desk.list(after => pg_temp.n('68', 1))$$,
	'PQ003', 'or elsewhere');
SELECT is(pg_temp.found($$desk.list(at_place => $x$a' OR true --$x$)$$), NULL,
	'quotes are harmless');
SELECT results_eq('SELECT * FROM desk.counts() ORDER BY 1', $$VALUES
	('new', 4::bigint, 2::bigint, 1::bigint, 0::bigint),
	('open', 1, 0, 0, 1)$$, 'counts');

-- Searches.
SELECT is(pg_temp.found(format('desk.search(%L)', words)), found, says)
FROM (VALUES ('tapages', '51', 'words by their stem'),
	('tapage nuit', '1', 'all of them'),
	('TAPAGE -nuit', '5', 'without one'),
	('"tapage nocturne"', '5', 'a phrase'),
	('insupportables', '2', 'endings'),
	('corbis', '2', 'a place'),
	('Lefevre', '52', 'a name without its accent, or like it'),
	('martin', '3', 'a name'),
	('Martin scooter', '3', 'a name and a word'),
	('06 39 98 00 03', '3', 'a phone'), ('+33 6 39 98 00 03', '3', 'likewise'),
	('0033639980003', '3', 'likewise'), ('06.39.98.00.09', NULL, 'another'),
	('Gérard', NULL, 'not by the name of who is accused'),
	('Inventé', NULL, 'nor the surname'), ('Kévin', NULL, 'nor of a brother'),
	('rien de tel', NULL, 'nothing')) s (words, found, says);
SELECT is(pg_temp.found(format('desk.search(%L)', pg_temp.n('90', 4))), '4',
	'a number');
SELECT is(pg_temp.found(format('desk.search(%L)', pg_temp.n('68', 1))), NULL,
	'not another station''s');
SELECT is(pg_temp.found('desk.search(''tapage'', of_flag => ''distress'')'),
	NULL, 'with a filter');
SELECT is(pg_temp.found('desk.search(''tapage'', count => 1, after =>
	pg_temp.n(''90'', 5))'), '1', 'page by page');
SELECT pg_temp.refuses('SELECT desk.search('' '')', 'PQ006',
	'nothing to search for');
SELECT desk.note(pg_temp.n('90', 4), 2, 'Dératisation demandée au bailleur.')
	\g /dev/null
SELECT is(pg_temp.found('desk.search(''bailleur'')'), '4', 'a note is found');
SELECT desk.correct_contact(pg_temp.n('90', 4), 3, '{"place": "rue Zola"}')
	\g /dev/null
SELECT is(pg_temp.found('desk.search(''zola'')'), '4', 'a corrected place');
SELECT is(desk.read_ticket(pg_temp.n('90', 4)) #>> '{entries,0,body}',
	'Dératisation demandée au bailleur.', 'a page has the notes');
SELECT * FROM finish();
ROLLBACK;
