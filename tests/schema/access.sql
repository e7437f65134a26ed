-- access.sql - signing in, and what an account sees: its station, no more
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(59);
\ir ../lib/desk.psql
CREATE FUNCTION pg_temp.refuses(sql text, state text, says text)
RETURNS text LANGUAGE sql AS 'SELECT throws_ok($1, $2, NULL, $3)';
SELECT pg_temp.file(s, 1) FROM unnest(ARRAY['90', '68']) s \g /dev/null

-- Accounts: the table holds what proves a password, not the password.
SELECT lives_ok($$SELECT psq.account_add('nora', 'Nora', '90', 'delegate',
	'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA')$$, 'an account');
SELECT is((SELECT argon2_salt FROM psq.account WHERE login = 'nora'),
	'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E', 'has the salt');
SELECT unalike((SELECT a::text FROM psq.account a WHERE login = 'nora'),
	'%aGFzaA%', 'and not the hash');
SELECT pg_temp.refuses(format($$SELECT psq.account_add(%L, 'N', %L, %L, %L)$$,
	login, station, role, hash), state, says)
FROM (VALUES ('nora', '90', 'delegate', '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA', 'PQ006', 'a login twice'),
	('nino', '13', 'delegate', '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA', 'PQ008', 'an unknown station'),
	('nino', '90', 'king', '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA', '23514', 'an unknown role'),
	('Nino!', '90', 'delegate', '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA', '23514', 'a login that is none'),
	('nino', '90', 'delegate', 'secret', '23514', 'a password')) a
	(login, station, role, hash, state, says);

SET LOCAL ROLE psq_desk;
SELECT is(desk.sign_in_salt('nora'),
	'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E', 'the salt of a login');
SELECT matches(desk.sign_in_salt('nobody'),
	'^\$argon2id\$v=19\$m=\d+,t=\d+,p=1\$[A-Za-z0-9+/]{22}$',
	'who does not exist has one too');
SELECT is(desk.sign_in_salt('nobody'), desk.sign_in_salt('nobody'),
	'and always the same');
SELECT matches((desk.sign_in('nora',
	'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA')).token,
	'^[0-9a-f]{64}$', 'the hash signs in');
SELECT is((desk.sign_in('nora', x)).token, NULL, 'not ' || coalesce(x, 'NULL'))
FROM unnest(ARRAY['$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$ZmF1eA',
	NULL]) x;
SELECT is((desk.sign_in('nora', 'x')).wait_seconds, 2, 'the third try waits');
SELECT is((desk.sign_in('nora',
	'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E$aGFzaA')).token, NULL,
	'even who knows the password');
SELECT is((desk.sign_in('nobody', 'x')).token, NULL, 'nobody signs in');
RESET ROLE;
SELECT is(psq.delay_after(n), d::interval, n || ' tries: ' || d)
FROM (VALUES (2, '0'), (3, '2 s'), (5, '8 s'), (90, '15 min')) t (n, d);
SELECT ok((SELECT token_sha256 IS NOT NULL FROM psq.session s
	JOIN psq.account a ON a.id = s.account WHERE login = 'nora'),
	'sessions hold the SHA-256 of a token');

-- Sessions end.
SELECT lives_ok($$SELECT psq.account_disable('bruno')$$, 'disabled');
UPDATE psq.session SET seen_at = now() - interval '31 min'
	WHERE account = (SELECT id FROM psq.account WHERE login = 'odile');
UPDATE psq.session SET ends_at = now()
	WHERE account = (SELECT id FROM psq.account WHERE login = 'chef');
SET LOCAL ROLE psq_desk;
SELECT pg_temp.refuses(format($$SELECT desk.act_as('token-%s')$$, who),
	'PQ001', says)
FROM (VALUES ('bruno', 'who is disabled'), ('odile', 'who was idle'),
	('chef', 'whose day is over'), ('x', 'who has no session')) s (who, says);
SELECT is((desk.act_as('token-anne')).station, '90', 'acts for a station');
SELECT desk.sign_out('token-anne') \g /dev/null
SELECT pg_temp.refuses($$SELECT desk.act_as('token-anne')$$, 'PQ001',
	'who signed out');
RESET ROLE;
UPDATE psq.session SET ended_at = NULL;

-- What is seen.
SET LOCAL ROLE psq_desk;
SET LOCAL psq.acting = '';
SELECT is_empty('SELECT FROM desk.queue', 'nobody sees nothing');
SELECT pg_temp.be('zoe');
SELECT is((SELECT string_agg(left(number, 3), ',') FROM desk.queue), '68-',
	'an account sees its station');
SELECT is((SELECT count(*) FROM desk.queue WHERE number LIKE '90-%'),
	0::bigint, 'and nothing of another');
SELECT pg_temp.refuses(format('SELECT desk.%s', call), 'PQ003',
	'no ' || split_part(call, '(', 1) || ' on another''s ticket')
FROM unnest(ARRAY['take(pg_temp.n(''90'', 1), 1)',
	'assign(pg_temp.n(''90'', 1), 1, ''zoe'')',
	'note(pg_temp.n(''90'', 1), 1, ''x'')',
	'wait(pg_temp.n(''90'', 1), 1, ''x'')',
	'answer(pg_temp.n(''90'', 1), 1, ''x'')',
	'log_call(pg_temp.n(''90'', 1), 1, ''0639980001'', ''reached'', NULL, '''')',
	'log_visit(pg_temp.n(''90'', 1), 1, now(), '''')',
	'correct_flags(pg_temp.n(''90'', 1), 1, ''{}'', ''other'')',
	'correct_contact(pg_temp.n(''90'', 1), 1, ''{"surname": "X"}'')',
	'close(pg_temp.n(''90'', 1), 1, ''oriented'', ''x'')',
	'spam(pg_temp.n(''90'', 1), 1)',
	'reopen(pg_temp.n(''90'', 1), 1, ''x'')',
	'merge(pg_temp.n(''90'', 1), 1, pg_temp.n(''68'', 1), 1)',
	'gather(ARRAY[pg_temp.n(''90'', 1), pg_temp.n(''68'', 1)], ''x'')']) call;
SELECT is_empty('SELECT * FROM desk.phenomena()', 'no phenomenon');

-- A station can't be forged.
SELECT is((SELECT count(*) FROM (SELECT set_config('psq.acting',
	regexp_replace(current_setting('psq.acting'), '^\d+', n::text), true)
	FROM generate_series(1, 20) n) s), 20::bigint, 'another account''s name');
SELECT is_empty('SELECT FROM desk.queue', 'under a signature: nothing');
SELECT set_config('psq.acting', '1 ' || repeat('0', 64), true) \g /dev/null
SELECT is_empty('SELECT FROM desk.queue', 'a made up one: nothing');
SELECT pg_temp.refuses('SELECT key FROM psq.secret', '42501', 'the key');
SELECT ok(NOT pg_has_role('psq_clerk', 'MEMBER'), 'the clerk''s role');
RESET ROLE;

-- The clerk, were a function to forget to ask.
SELECT pg_temp.be('zoe');
SET LOCAL ROLE psq_clerk;
SELECT is((SELECT count(*) FROM psq.ticket), 1::bigint, 'tickets of one station');
SELECT is((SELECT count(*) FROM psq.message), 1::bigint, 'messages');
SELECT is((SELECT count(*) FROM psq.contact), 1::bigint, 'contacts');
SELECT is((SELECT count(*) FROM psq.event), 1::bigint, 'events');
SELECT is((SELECT string_agg(DISTINCT station, ',') FROM psq.account), '68',
	'accounts');
UPDATE psq.ticket SET topic = 'other';
RESET ROLE;
SELECT is((SELECT count(*) FROM psq.ticket WHERE topic = 'other'), 1::bigint,
	'and changes no other');
SELECT pg_temp.refuses('SET LOCAL ROLE psq_daemon; SELECT FROM psq.account',
	'42501', 'psqd reads no accounts');

SELECT * FROM finish();
ROLLBACK;
