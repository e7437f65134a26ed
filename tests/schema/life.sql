-- life.sql - what delegates do with a ticket, and what is refused
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(105);
\ir ../lib/desk.psql
CREATE FUNCTION pg_temp.letter(of_number text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER AS $$
	SELECT l.to_address || ' ' || l.said FROM psq.letter l
	JOIN psq.ticket t ON t.id = l.ticket
	WHERE t.number = of_number AND l.kind = 'answer'
$$;
CREATE FUNCTION pg_temp.refuses(sql text, state text, says text)
RETURNS text LANGUAGE sql AS 'SELECT throws_ok($1, $2, NULL, $3)';

-- Working days. In 2026 Easter is on the 5th of April.
SELECT is(psq.easter(y), d::date, 'Easter of ' || y)
FROM (VALUES (2024, '2024-03-31'), (2026, '2026-04-05'), (2027, '2027-03-28'),
	(2038, '2038-04-25')) e (y, d);
SELECT is((SELECT array_agg(h ORDER BY h) FROM psq.holidays(2026, '90') h),
	'{2026-01-01,2026-04-06,2026-05-01,2026-05-08,2026-05-14,2026-05-25,
	2026-07-14,2026-08-15,2026-11-01,2026-11-11,2026-12-25}'::date[],
	'holidays of 2026');
SELECT is((SELECT array_agg(h ORDER BY h) FROM psq.holidays(2026, d) h
	WHERE h NOT IN (SELECT psq.holidays(2026, '90'))),
	'{2026-04-03,2026-12-26}'::date[], 'and two more in ' || d)
FROM unnest(ARRAY['57', '67', '68']) d;
SELECT is(psq.department_of(s), d, 'the department of ' || s)
FROM (VALUES ('90', '90'), ('2A1', '2A'), ('971', '971'), ('5701', '57'))
	s (s, d);
SELECT ok(NOT psq.is_working_day('2026-12-26', '68'), 'Saint Stephen''s');
SELECT ok(NOT psq.is_working_day('2026-04-03', '6802'), 'Good Friday there');
SELECT ok(psq.is_working_day('2026-04-03', '90'), 'a working day here');
SELECT ok(NOT psq.is_working_day('2026-04-05', '90'), 'a Sunday');
SELECT is(psq.add_working_days('2026-04-02', 2, '90'), '2026-04-07',
	'over Easter');
SELECT is(psq.add_working_days('2026-04-02', 2, '68'), '2026-04-08',
	'a day more in Alsace');
SELECT is(psq.due_after('2026-11-20 22:30+01', '90'),
	'2026-11-28 00:00+01', 'five working days, to the end of the day');
UPDATE psq.station SET answer_days = 1 WHERE code = '68';
SELECT is(psq.due_after('2026-11-20 23:30Z', '68'),
	'2026-11-24 00:00+01', 'the day is that of Paris');

-- Phones and hours.
SELECT is(psq.phone_of(w), '+33639980001', w) FROM unnest(ARRAY['06 39 98 00 01',
	'06.39.98.00.01', '0033639980001', '+33 (0)6 39 98 00 01']) w;
SELECT is(psq.phone_of('17'), NULL, 'no number to dial');
SELECT is(psq.within_hours(wish, at::timestamptz), may, coalesce(wish, 'no wish')
	|| ' at ' || at)
FROM (VALUES (NULL, '2026-11-25 12:00+01', true),
	('après 18 h, sauf le mercredi', '2026-11-24 18:30+01', true),
	('après 18 h, sauf le mercredi', '2026-11-24 17:30+01', false),
	('après 18 h, sauf le mercredi', '2026-11-25 18:30+01', false),
	('entre 12 h et 14 h', '2026-11-24 12:30+01', true),
	('entre 12 h et 14 h', '2026-11-24 15:30+01', false),
	('le matin', '2026-11-24 15:30+01', false),
	('avant 9 h 30', '2026-11-24 09:15+01', true),
	('le samedi', '2026-11-24 09:15+01', false),
	('en semaine', '2026-11-28 09:15+01', false),
	('quand vous voulez', '2026-11-28 03:15+01', true)) h (wish, at, may);

SELECT matches(pg_temp.file('90', n, address => CASE n WHEN 4 THEN
	'lea@habitante.example' ELSE 'jean@habitant.example' END, phones =>
	CASE n WHEN 4 THEN '{}' ELSE '{+33639980001}'::text[] END, flags =>
	CASE n WHEN 5 THEN '{emergency}' ELSE '{}'::text[] END),
	'^90-\d{4}-00000' || n || '$', 'ticket ' || n)
FROM generate_series(1, 8) n;
SELECT is((pg_temp.t(pg_temp.n('90', 5))).alarm, 2::smallint, 'its alarm');
SELECT is((pg_temp.t(pg_temp.n('90', 5))).version, 1, 'a flag is no change');
SELECT ok((pg_temp.t(pg_temp.n('90', 1))).due_at > now(), 'its deadline');

-- Nobody yet.
SET LOCAL ROLE psq_desk;
SELECT pg_temp.refuses($$SELECT desk.take(pg_temp.n('90', 1), 1)$$, 'PQ001',
	'nobody is signed in');

-- Taking.
SELECT pg_temp.be('anne');
SELECT is(desk.take(pg_temp.n('90', 1), 1), 2, 'taken: version 2');
SELECT is((pg_temp.t(pg_temp.n('90', 1))).state, 'open', 'open');
SELECT is((pg_temp.e(pg_temp.n('90', 1))).actor, 'anne', 'who');
SELECT is((pg_temp.e(pg_temp.n('90', 1))).before,
	'{"state": "new", "assignee": null}', 'before');
SELECT is((pg_temp.e(pg_temp.n('90', 1))).after ->> 'state', 'open', 'after');
SELECT pg_temp.be('bruno');
SELECT pg_temp.refuses($$SELECT desk.take(pg_temp.n('90', 1), 1)$$, 'PQ004',
	'a second who saw version 1 gets a conflict');
SELECT pg_temp.refuses($$SELECT desk.take(pg_temp.n('90', 1), NULL)$$,
	'PQ004', 'so does who saw nothing');
SELECT pg_temp.refuses($$SELECT desk.take('90-2026-999999', 1)$$, 'PQ003',
	'there is no such ticket');
SELECT pg_temp.refuses($$SELECT desk.assign(pg_temp.n('90', 1), 2, 'bruno')$$,
	'PQ002', 'a delegate takes nothing from another by assigning');
SELECT pg_temp.be('chef');
SELECT pg_temp.refuses($$SELECT desk.assign(pg_temp.n('90', 1), 2, 'zoe')$$,
	'PQ007', 'nor anybody gives to another station');
SELECT pg_temp.refuses($$SELECT desk.assign(pg_temp.n('90', 1), 2, 'audit')$$,
	'PQ007', 'or to an auditor');
SELECT is(desk.assign(pg_temp.n('90', 1), 2, 'bruno'), 3, 'the head does');
SELECT is(desk.assign(pg_temp.n('90', 1), 3, NULL), 4, 'and gives back');
SELECT is(desk.assign(pg_temp.n('90', 1), 4, 'bruno'), 5, 'and again');
SELECT pg_temp.be('audit');
SELECT pg_temp.refuses($$SELECT desk.note(pg_temp.n('90', 1), 5, 'x')$$,
	'PQ002', 'an auditor only reads');

-- Notes and waiting.
SELECT pg_temp.be('bruno');
SELECT is(desk.note(pg_temp.n('90', 1), 5, 'Vu le bailleur.'), 6, 'a note');
SELECT pg_temp.refuses($$SELECT desk.note(pg_temp.n('90', 1), 6, ' ')$$,
	'PQ006', 'an empty note');
SELECT is((pg_temp.e(pg_temp.n('90', 1))).detail - 'entry' - 'sha256', '{}',
	'the event has the digest, not the words');
SELECT is(desk.wait(pg_temp.n('90', 1), 6, 'Mairie.'), 7, 'waiting');
SELECT is((pg_temp.t(pg_temp.n('90', 1))).state, 'waiting', 'is waiting');

-- Calls.
SELECT pg_temp.refuses(format($$SELECT desk.log_call(pg_temp.n('90', 1), 7,
	%L, %L, %L, '')$$, number, outcome, at), state, says)
FROM (VALUES ('17', 'reached', NULL, 'PQ006', 'a call to no number'),
	('0639980001', 'busy', NULL, 'PQ006', 'an unknown outcome'),
	('0639980001', 'reached', '2999-01-01 19:00+01', 'PQ006',
		'reached, and yet again'),
	('0639980001', 'voicemail', '2000-01-01 19:00+01', 'PQ006',
		'again in the past'),
	('0639980001', 'voicemail', '2999-01-01 12:00+01', 'PQ011',
		'again at noon, where after six was asked'))
	c (number, outcome, at, state, says);
SELECT is(desk.log_call(pg_temp.n('90', 1), 7, '0639980001', 'voicemail',
	'2999-01-01 19:00+01', 'Message laissé.'), 8, 'a call');
SELECT is((pg_temp.t(pg_temp.n('90', 1))).next_call_at, '2999-01-01 19:00+01',
	'and the next');
SELECT is((pg_temp.t(pg_temp.n('90', 1))).answered_at, NULL,
	'which is no answer');
SELECT pg_temp.refuses($$SELECT desk.close(pg_temp.n('90', 1), 8,
	'by_phone')$$, 'PQ005', 'closed by phone without having reached');
SELECT is(desk.log_call(pg_temp.n('90', 1), 8, '0639980001', 'reached', NULL,
	''), 9, 'reached');
SELECT is((pg_temp.t(pg_temp.n('90', 1))).state, 'answered', 'is answered');
SELECT pg_temp.refuses($$SELECT desk.close(pg_temp.n('90', 1), 9, 'by_mail')$$,
	'PQ005', 'closed by mail without a mail');
SELECT pg_temp.refuses($$SELECT desk.close(pg_temp.n('90', 1), 9,
	'duplicate')$$, 'PQ006', 'closed with what is no close');
SELECT is(desk.close(pg_temp.n('90', 1), 9, 'by_phone', 'Merci.'), 10,
	'closed');
SELECT pg_temp.refuses($$SELECT desk.take(pg_temp.n('90', 1), 10)$$, 'PQ005',
	'nothing to take in a closed one');
SELECT is(desk.reopen(pg_temp.n('90', 1), 10, 'Il a réécrit.'), 11, 'reopened');
SELECT is((pg_temp.t(pg_temp.n('90', 1))).outcome, NULL, 'no outcome');
SELECT ok((pg_temp.t(pg_temp.n('90', 1))).due_at > now(), 'an answer is due');

-- Answer, visit, orientation.
SELECT is(desk.answer(pg_temp.n('90', 2), 1, 'Bonjour.'), 2, 'an answer');
SELECT is((pg_temp.t(pg_temp.n('90', 2))).answered_at, now(), 'at');
SELECT is(pg_temp.letter(pg_temp.n('90', 2)), 'jean@habitant.example Bonjour.',
	'its letter is queued');
SELECT pg_temp.refuses($$SELECT desk.answer(pg_temp.n('90', 2), 2, '')$$,
	'PQ006', 'an empty answer');
SELECT is(desk.close(pg_temp.n('90', 2), 2, 'by_mail'), 3, 'closed by mail');
SELECT pg_temp.refuses($$SELECT desk.log_visit(pg_temp.n('90', 3), 1,
	now() + interval '1 day', '')$$, 'PQ006', 'a visit of tomorrow');
SELECT is(desk.log_visit(pg_temp.n('90', 3), 1, now(), 'Sur place.'), 2,
	'a visit');
SELECT is(desk.close(pg_temp.n('90', 3), 2, 'by_visit'), 3, 'closed by visit');
SELECT is(desk.close(pg_temp.n('90', 6), 1, 'oriented', 'Mairie.'), 2,
	'oriented');

-- Corrections.
SELECT is(desk.correct_flags(pg_temp.n('90', 5), 1, '{offence}',
	'gathering'), 2, 'flags corrected');
SELECT is((pg_temp.t(pg_temp.n('90', 5))).flags, '{offence}', 'as they are');
SELECT is((pg_temp.t(pg_temp.n('90', 5))).alarm, 0::smallint, 'no alarm');
SELECT is((pg_temp.e(pg_temp.n('90', 5))).before -> 'flags', '["emergency"]',
	'history has the old ones');
SELECT pg_temp.refuses($$SELECT desk.correct_flags(pg_temp.n('90', 5), 2,
	'{urgent}', 'other')$$, 'PQ006', 'an unknown flag');
SELECT is(desk.correct_contact(pg_temp.n('90', 5), 2,
	'{"surname": "Inventé", "phones": ["06 39 98 00 02"]}'), 3,
	'contact corrected');
SELECT is((SELECT surname || phones[1] FROM desk.queue
	WHERE number = pg_temp.n('90', 5)), 'Inventé+33639980002', 'as it is');
SELECT is((pg_temp.e(pg_temp.n('90', 5))).detail -> 'of',
	'["phones", "surname"]', 'history tells which fields, not the words');
SELECT pg_temp.refuses($$SELECT desk.correct_contact(pg_temp.n('90', 5), 3,
	'{"phones": ["17"]}')$$, 'PQ006', 'a phone that is none');
SELECT pg_temp.refuses($$SELECT desk.correct_contact(pg_temp.n('90', 5), 3,
	'{"ticket": 1}')$$, 'PQ006', 'a member that is none');

SELECT * FROM finish();
ROLLBACK;
