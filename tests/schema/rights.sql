-- rights.sql - each role can do what it must, and nothing else
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(51);

-- The roles themselves.
SELECT roles_are(ARRAY(SELECT rolname FROM pg_roles
	WHERE rolname NOT LIKE 'psq\_%') || ARRAY['psq_daemon', 'psq_desk',
	'psq_report', 'psq_admin', 'psq_clerk'], 'five roles');
SELECT is_empty($$SELECT rolname FROM pg_roles WHERE rolname LIKE 'psq\_%'
	AND rolcanlogin = (rolname = 'psq_clerk')$$, 'one can''t sign in');
SELECT is_empty($$SELECT rolname FROM pg_roles WHERE rolname LIKE 'psq\_%'
	AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication
	OR rolbypassrls)$$, 'none with powers of the cluster');
SELECT is_empty($$SELECT rolname FROM pg_authid WHERE rolname LIKE 'psq\_%'
	AND rolpassword IS NOT NULL$$, 'none with a password');
SELECT set_eq($$SELECT relname FROM pg_class c JOIN pg_roles r
	ON r.oid = relowner WHERE rolname LIKE 'psq\_%'$$, ARRAY['queue'],
	'none owns a table');

-- Tables: all that each role may, so that a new grant shows here.
SELECT table_privs_are('psq', t, 'psq_daemon', ARRAY[]::text[],
	'psq_daemon can''t touch ' || t)
FROM unnest(ARRAY['message', 'raw', 'ticket', 'ticket_counter', 'flag',
	'contact', 'event', 'quarantine', 'letter', 'alarm', 'opinion']) t;
SELECT table_privs_are('psq', t, 'psq_daemon', ARRAY['SELECT'],
	'psq_daemon reads all of ' || t)
FROM unnest(ARRAY['migration', 'station', 'mailbox', 'ledger', 'process',
	'lease', 'attempt', 'folder', 'vanished']) t;
SELECT column_privs_are('psq', 'ledger', 'settled_at', 'psq_daemon',
	ARRAY['SELECT', 'UPDATE'], 'psq_daemon notes what was settled');
SELECT column_privs_are('psq', 'ledger', 'fate', 'psq_daemon',
	ARRAY['SELECT'], 'but changes no fate');
SELECT column_privs_are('psq', 'mailbox', 'address', 'psq_daemon',
	ARRAY['SELECT', 'INSERT'], 'a mailbox keeps its address');
SELECT is_empty($$SELECT c.oid::regclass FROM pg_class c
	WHERE relnamespace = 'psq'::regnamespace AND relkind = 'r'
	AND (has_table_privilege('psq_admin', c.oid,
		'INSERT, UPDATE, DELETE, TRUNCATE'))$$,
	'psq_admin writes no table as a whole');
SELECT is_empty(format($$SELECT c.oid::regclass FROM pg_class c
	WHERE relnamespace IN ('psq'::regnamespace, 'desk'::regnamespace)
	AND relkind IN ('r', 'v', 'p') AND relname <> 'queue' AND (has_table_privilege(%1$L, c.oid,
		'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
		OR has_any_column_privilege(%1$L, c.oid,
		'SELECT, INSERT, UPDATE, REFERENCES'))$$, who),
	who || ' has no right on psq, and on desk but one view')
FROM unnest(ARRAY['psq_desk', 'psq_report']) who;
SELECT schema_privs_are('psq', who, ARRAY[]::text[],
	who || ' can''t use schema psq')
FROM unnest(ARRAY['psq_desk', 'psq_report']) who;
SELECT is_empty($$SELECT grantee, table_name
	FROM information_schema.table_privileges WHERE grantee = 'PUBLIC'
	AND table_schema IN ('psq', 'desk', 'report')$$, 'PUBLIC has no table');

-- Functions.
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc p,
	aclexplode(coalesce(proacl, acldefault('f', proowner))) a
	WHERE pronamespace IN ('psq'::regnamespace, 'desk'::regnamespace)
	AND a.grantee = 0$$, 'PUBLIC may call no function');
SELECT set_eq($$SELECT proname::text FROM pg_proc
	WHERE pronamespace = 'psq'::regnamespace
	AND has_function_privilege('psq_daemon', oid, 'EXECUTE')$$, ARRAY[
		'beat',
		'begin_attempts',
		'bury',
		'end_attempts',
		'file_message',
		'first_look',
		'hold_lease',
		'keep_letter',
		'letter_went',
		'note_poll',
		'quarantine_message',
		'release_leases',
		'skip_messages',
		'take_alarm',
		'take_leases',
		'take_letter'
	], 'what psq_daemon may call');
SELECT set_eq($$SELECT proname::text FROM pg_proc
	WHERE pronamespace = 'psq'::regnamespace
	AND has_function_privilege('psq_admin', oid, 'EXECUTE')
	AND NOT has_function_privilege('psq_daemon', oid, 'EXECUTE')$$, ARRAY[
		'account_add',
		'account_disable',
		'account_list',
		'account_passwd',
		'audit_heads',
		'audit_verify',
		'backfill',
		'bundle',
		'discard_message',
		'erase',
		'purge',
		'purge_months',
		'refetch_message',
		'refile_message',
		'reply',
		'tickets_of'
	], 'and what psq_admin besides');
SELECT is_empty($$SELECT oid::regprocedure FROM pg_proc
	WHERE pronamespace IN ('psq'::regnamespace, 'desk'::regnamespace)
	AND prosecdef AND NOT coalesce(proconfig::text, '') ~
		'search_path=psq, pg_temp'$$,
	'each SECURITY DEFINER function fixes its search path');

-- As it is lived.
INSERT INTO psq.station VALUES ('90', 'Belfort');
INSERT INTO psq.mailbox (address, station) VALUES ('a@police.example', '90');
SET LOCAL ROLE psq_daemon;
SELECT lives_ok($$SELECT psq.quarantine_message((SELECT id FROM psq.mailbox),
	1, 1, 0, 3, true, 'odd', 'x')$$, 'psq_daemon files');
SELECT lives_ok($$UPDATE psq.ledger SET settled_at = now()$$, 'settles');
SELECT throws_ok('SELECT bytes FROM psq.quarantine', '42501', NULL,
	'but can''t read what it filed');
SELECT throws_ok('DELETE FROM psq.ledger', '42501', NULL, 'nor forget it');
SELECT throws_ok($$SELECT psq.next_number('90')$$, '42501', NULL,
	'nor take numbers');
SELECT throws_ok('CREATE TABLE psq.x ()', '42501', NULL, 'nor make tables');
RESET ROLE;
SET LOCAL ROLE psq_report;
SELECT lives_ok('SELECT * FROM report.ticket', 'psq_report reads reports');
SELECT throws_ok('SELECT surname FROM desk.ticket', '42501', NULL,
	'but no names');
SELECT throws_ok('SELECT surname FROM psq.contact', '42501', NULL,
	'nor here');
RESET ROLE;
SELECT columns_are('report', 'ticket', ARRAY['number', 'station', 'state',
	'outcome', 'topic', 'opened_at', 'closed_at', 'flags'],
	'reports hold nothing about a person');
SET LOCAL ROLE psq_admin;
SELECT lives_ok('SELECT * FROM desk.ticket', 'psq_admin lists tickets');
SELECT lives_ok($$SELECT psq.discard_message(id, 'me', 'spam')
	FROM psq.quarantine$$, 'and decides on the quarantine');
SELECT throws_ok('DELETE FROM psq.ticket', '42501', NULL,
	'but deletes no ticket');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
