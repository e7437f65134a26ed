-- filing.sql - a message becomes one ticket, whatever comes twice
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(44);

INSERT INTO psq.station VALUES ('90', 'Belfort'), ('2A', 'Ajaccio');
INSERT INTO psq.mailbox (address, station)
	VALUES ('belfort@police.example', '90'), ('ajaccio@police.example', '2A');

CREATE FUNCTION pg_temp.mailbox(text) RETURNS bigint LANGUAGE sql AS
	'SELECT id FROM psq.mailbox WHERE station = $1';

CREATE FUNCTION pg_temp.reading(kind text, flags text[],
	phones text[] DEFAULT '{+33639980001}') RETURNS psq.reading
LANGUAGE sql AS $$
	SELECT ROW(kind, 'id@x.example', NULL, '{}'::text[], 'Jean Fictif',
		'jean@habitant.example', 'Bruit', 'Du bruit.', '', '', 'fr',
		1790000000, 120,
		'[{"name": "a.jpg", "type": "image/jpeg", "size": 5}]'::jsonb,
		'{}'::text[],
		'[{"of": "emergency", "score": 0.5, "text": "feu"},
		  {"of": "emergency", "score": 0.9, "text": "crie"},
		  {"of": "phone", "score": 1, "text": "06"},
		  {"of": "place", "score": 1, "text": "rue"}]'::jsonb,
		'neighbourhood', flags, '', 'Fictif', '', phones, 'phone',
		false, 'après 18 h', '90010', 'Belfort')::psq.reading
$$;

CREATE FUNCTION pg_temp.file(station text, uidvalidity bigint, uid bigint,
	bytes bytea, kind text DEFAULT 'person',
	flags text[] DEFAULT '{emergency,offence}') RETURNS text
LANGUAGE sql AS $$
	SELECT its_fate || coalesce(' ' || regexp_replace(its_number, '-20\d\d-',
		'-Y-'), '')
	FROM psq.file_message(pg_temp.mailbox(station), uidvalidity, uid,
		1790000100, length(bytes), true, bytes, 'test',
		pg_temp.reading(kind, flags))
$$;

CREATE FUNCTION pg_temp.quarantine(station text, uidvalidity bigint,
	uid bigint, bytes bytea) RETURNS text
LANGUAGE sql AS $$
	SELECT its_fate || coalesce(' ' || regexp_replace(its_number, '-20\d\d-',
		'-Y-'), '')
	FROM psq.quarantine_message(pg_temp.mailbox(station), uidvalidity, uid,
		0, length(bytes), true, bytes, 'illisible')
$$;

-- One message.
SELECT is(pg_temp.file('90', 5, 1, 'one'), 'ticket 90-Y-000001', 'a ticket');
SELECT is((SELECT count(*) FROM psq.ledger), 1::bigint, 'one ledger row');
SELECT is((SELECT fate FROM psq.ledger)::text, 'ticket', 'with its fate');
SELECT ok((SELECT settled_at IS NULL FROM psq.ledger), 'not settled yet');
SELECT is((SELECT bytes FROM psq.raw), 'one'::bytea, 'bytes as received');
SELECT is((SELECT sha256 FROM psq.message)::bytea, sha256('one'),
	'their SHA-256');
SELECT is((SELECT state FROM psq.ticket), 'new', 'state new');
SELECT is((SELECT place FROM psq.ticket), NULL, 'no place is NULL');
SELECT is((SELECT given_name FROM psq.contact), NULL, 'no name is NULL');
SELECT is((SELECT commune || ' ' || commune_name FROM desk.ticket),
	'90010 Belfort', 'commune');
SELECT is((SELECT call_hours FROM desk.ticket), 'après 18 h',
	'hours to call');
SELECT is((SELECT evidence->0->>'of' FROM psq.contact), 'phone',
	'evidence of the contact');
SELECT is((SELECT score FROM psq.flag WHERE flag = 'emergency'), 0.9::real,
	'a flag has its best score');
SELECT is((SELECT jsonb_array_length(evidence) FROM psq.flag
	WHERE flag = 'emergency'), 2, 'and all its evidence');
SELECT is((SELECT score FROM psq.flag WHERE flag = 'offence'), 1::real,
	'a flag without evidence is certain');
SELECT is((SELECT string_agg(what, ',' ORDER BY what) FROM psq.event),
	'alarm_raised,taken_in', 'its events');
SELECT is((SELECT received_at FROM psq.message), to_timestamp(1790000100),
	'received at the server''s time');

-- The same again.
SELECT is(pg_temp.file('90', 5, 1, 'one'), 'ticket 90-Y-000001',
	'the same key again: the stored fate');
SELECT is(pg_temp.file('90', 5, 1, 'another'), 'ticket 90-Y-000001',
	'the same key with other bytes, too');
SELECT is(pg_temp.file('90', 5, 2, 'one'), 'duplicate 90-Y-000001',
	'the same bytes under another UID: a duplicate');
SELECT is(pg_temp.file('90', 6, 1, 'one'), 'duplicate 90-Y-000001',
	'the same bytes under another UIDVALIDITY, too');
SELECT is((SELECT count(*) FROM psq.message), 1::bigint, 'still one message');
SELECT is((SELECT count(*) FROM psq.ticket), 1::bigint, 'still one ticket');
SELECT is((SELECT count(DISTINCT message) FROM psq.ledger), 1::bigint,
	'duplicates point to the first message');
SELECT is(pg_temp.file('2A', 5, 1, 'one'), 'ticket 2A-Y-000001',
	'the same bytes in another mailbox: a ticket there');

-- Numbers.
SELECT is(pg_temp.file('90', 5, 3, 'three'), 'ticket 90-Y-000002',
	'numbers go on');
SAVEPOINT gap;
SELECT is(pg_temp.file('90', 5, 4, 'four'), 'ticket 90-Y-000003',
	'a number is given');
ROLLBACK TO gap;
SELECT is(pg_temp.file('90', 5, 5, 'five'), 'ticket 90-Y-000003',
	'and given again after a rollback: no gap');
SELECT is((SELECT last FROM psq.ticket_counter WHERE station = '90'), 3,
	'the counter knows');
SELECT is((SELECT year::int FROM psq.ticket_counter WHERE station = '90'),
	extract(year FROM now() AT TIME ZONE 'Europe/Paris')::int,
	'the year is that of Paris');

-- Automatic mail.
SELECT is(pg_temp.file('90', 5, 6, 'six', 'bulk', '{}'), 'automatic',
	'automatic mail has no ticket');
SELECT is((SELECT last FROM psq.ticket_counter WHERE station = '90'), 3,
	'and takes no number');

-- Imports.
SELECT is(pg_temp.file('90', 0, 1, 'seven'), 'ticket 90-Y-000004', 'an import');
SELECT ok((SELECT settled_at IS NOT NULL FROM psq.ledger
	WHERE uidvalidity = 0), 'is settled at once');

-- Quarantine.
SELECT is(pg_temp.quarantine('90', 5, 8, 'odd'), 'quarantined', 'quarantined');
SELECT is(pg_temp.quarantine('90', 5, 9, 'odd'), 'quarantined', 'twice');
SELECT is((SELECT count(*) FROM psq.quarantine), 1::bigint,
	'is kept once');
SELECT is(pg_temp.quarantine('90', 5, 10, 'one'), 'duplicate 90-Y-000001',
	'what could be read before is a duplicate');
SELECT is((SELECT its_fate FROM psq.refile_message((SELECT id
	FROM psq.quarantine), 'test/2', pg_temp.reading('person', '{}'), 'me')),
	'ticket', 'a retry makes a ticket');
SELECT is((SELECT string_agg(fate, ',' ORDER BY uid) FROM psq.ledger
	WHERE sha256 = sha256('odd')), 'ticket,duplicate',
	'the first ledger row has it, the second is a duplicate');
SELECT throws_ok(
	'SELECT psq.discard_message(id, ''me'', ''x'') FROM psq.quarantine',
	'P0002', NULL, 'what was retried can''t be discarded');

-- Refusals.
SELECT throws_ok($$SELECT psq.file_message(pg_temp.mailbox('90'), 5, 20, 0, 1,
	true, 'bad', 'test', pg_temp.reading('person', '{}', '{17}'))$$,
	'23514', NULL, 'a phone that is not E.164 is refused');
SELECT throws_ok($$SELECT psq.file_message(pg_temp.mailbox('90'), 5, 21, 0, 1,
	true, 'bad', 'test', pg_temp.reading('person', '{bogus}'))$$,
	'23514', NULL, 'so is an unknown flag');
SELECT throws_ok($$SELECT psq.file_message(-1, 5, 21, 0, 1, true, 'bad',
	'test', pg_temp.reading('person', '{}'))$$,
	'42704', NULL, 'so is an unknown mailbox');

SELECT * FROM finish();
ROLLBACK;
