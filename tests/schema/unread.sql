-- unread.sql - messages that end a process: written down, kept apart, asked for
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(22);

INSERT INTO psq.station VALUES ('90', 'Belfort');
INSERT INTO psq.mailbox (address, station)
	VALUES ('belfort@police.example', '90');

CREATE FUNCTION pg_temp.mailbox() RETURNS bigint LANGUAGE sql AS
	'SELECT id FROM psq.mailbox';

CREATE FUNCTION pg_temp.file(its_uid bigint, bytes bytea) RETURNS text
LANGUAGE sql AS $$
	SELECT its_fate FROM psq.file_message(pg_temp.mailbox(), 5, its_uid,
		1790000100, length(bytes), true, bytes, 'test',
		jsonb_populate_record(NULL::psq.reading, '{"kind": "person",
			"refs": [], "said": "", "quoted": "", "signature": "",
			"attachments": [], "notes": [], "evidence": [],
			"topic": "other", "flags": [], "phones": [],
			"anonymous": false}'))
$$;

CREATE FUNCTION pg_temp.quarantine(its_uid bigint, bytes bytea) RETURNS text
LANGUAGE sql AS $$
	SELECT its_fate FROM psq.quarantine_message(pg_temp.mailbox(), 5,
		its_uid, 0, 17, true, bytes, 'illisible')
$$;

CREATE FUNCTION pg_temp.attempt(uid bigint) RETURNS void LANGUAGE sql AS $$
	INSERT INTO psq.attempt (mailbox, uidvalidity, uid, process)
		VALUES (pg_temp.mailbox(), 5, uid, 'host/1/1')
$$;

-- Filing ends an attempt.
SELECT pg_temp.attempt(uid) FROM generate_series(1, 4) uid;
SELECT is(pg_temp.file(1, 'one'), 'ticket', 'a message is filed');
SELECT is(pg_temp.quarantine(2, 'two'), 'quarantined', 'one is quarantined');
SELECT is(pg_temp.quarantine(3, NULL), 'quarantined',
	'one is quarantined without bytes');
SELECT set_eq('SELECT uid::bigint FROM psq.attempt', ARRAY[4::bigint],
	'all but one attempt are over');
SELECT is((SELECT size_on_server FROM psq.quarantine WHERE uid = 3),
	17::bigint, 'what has no bytes has its size');
SELECT ok((SELECT bytes IS NULL AND sha256 IS NULL FROM psq.quarantine
	WHERE uid = 3), 'and no digest');
SELECT ok((SELECT sha256 IS NULL FROM psq.ledger WHERE uid = 3),
	'nor has the ledger');
SELECT is(pg_temp.quarantine(6, NULL), 'quarantined', 'a second one');
SELECT is((SELECT count(*) FROM psq.quarantine WHERE bytes IS NULL),
	2::bigint, 'is another message');
SELECT is(pg_temp.file(3, 'three'), 'quarantined',
	'nobody takes it in unasked');

-- Asked for.
SELECT throws_ok($$SELECT psq.refile_message(id, 'test', NULL, 'me')
	FROM psq.quarantine WHERE uid = 3$$, 'P0002', NULL,
	'what has no bytes can''t be read again');
SELECT throws_ok($$SELECT psq.refetch_message(id, 'me')
	FROM psq.quarantine WHERE uid = 2$$, 'P0002', NULL,
	'what has bytes need not be fetched');
SELECT lives_ok($$SELECT psq.refetch_message(id, 'me')
	FROM psq.quarantine WHERE uid = 3$$, 'it can be asked for');
SELECT ok(EXISTS (SELECT FROM psq.attempt WHERE uid = 3),
	'and is suspect');
SELECT is((SELECT fate FROM psq.ledger WHERE uid = 3)::text, 'quarantined',
	'the ledger keeps its fate until then');
SELECT is(pg_temp.file(3, 'three'), 'ticket', 'then it is filed');
SELECT is((SELECT state FROM psq.quarantine WHERE uid = 3), 'retried',
	'its quarantine is over');
SELECT ok((SELECT quarantine IS NOT NULL AND wanted_at IS NULL
	FROM psq.ledger WHERE uid = 3), 'the ledger tells that it was there');
SELECT throws_ok($$SELECT psq.refetch_message(id, 'me')
	FROM psq.quarantine WHERE uid = 3$$, 'P0002', NULL,
	'it can''t be asked for again');

-- Asked for, and still not to be had.
SELECT lives_ok($$SELECT psq.refetch_message(id, 'me')
	FROM psq.quarantine WHERE uid = 6$$, 'the second is asked for');
SELECT is(pg_temp.quarantine(6, NULL), 'quarantined', 'in vain');
SELECT is((SELECT string_agg(state, ',' ORDER BY id) FROM psq.quarantine
	WHERE uid = 6), 'retried,open', 'the last word is open');

SELECT * FROM finish();
ROLLBACK;
