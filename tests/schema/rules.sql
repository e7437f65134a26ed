-- rules.sql - what the tables refuse, whoever writes
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(38);

INSERT INTO psq.station VALUES ('90', 'Belfort');
INSERT INTO psq.mailbox (address, station) VALUES ('a@police.example', '90');
INSERT INTO psq.ticket (number, station, mailbox, topic)
	SELECT '90-2026-000001', '90', id, 'other' FROM psq.mailbox;
INSERT INTO psq.message (mailbox, sha256, kind, ticket, said, quoted,
		signature, received_at, reader_version)
	SELECT m.id, sha256('one'), 'person', t.id, '', '', '', now(), 'test'
	FROM psq.mailbox m, psq.ticket t;
INSERT INTO psq.raw SELECT id, 'one', 3, true FROM psq.message;
INSERT INTO psq.event (ticket, what) SELECT id, 'taken_in' FROM psq.ticket;
INSERT INTO psq.quarantine (mailbox, uidvalidity, uid, sha256, bytes,
		size_on_server, complete, received_at, reason)
	SELECT id, 1, 1, sha256('odd'), 'odd', 3, true, now(), 'x'
	FROM psq.mailbox;

CREATE FUNCTION pg_temp.refuses(sql text, state text, says text)
RETURNS text LANGUAGE sql AS 'SELECT throws_ok($1, $2, NULL, $3)';

-- Stations and mailboxes.
SELECT pg_temp.refuses($$INSERT INTO psq.station VALUES ('Belfort', 'x')$$,
	'23514', 'a code that is no department''s');
SELECT pg_temp.refuses($$INSERT INTO psq.station VALUES ('91', '')$$,
	'23514', 'a station without a name');
SELECT pg_temp.refuses($$INSERT INTO psq.mailbox (address, station)
	VALUES ('B@police.example', '90')$$, '23514', 'capitals in an address');
SELECT pg_temp.refuses($$INSERT INTO psq.mailbox (address, station)
	VALUES ('police.example', '90')$$, '23514', 'an address without @');
SELECT pg_temp.refuses($$INSERT INTO psq.mailbox (address, station)
	VALUES ('a@police.example', '90')$$, '23505', 'an address twice');
SELECT pg_temp.refuses($$INSERT INTO psq.mailbox (address, station)
	VALUES ('b@police.example', '13')$$, '23503', 'an unknown station');
SELECT pg_temp.refuses($$UPDATE psq.mailbox SET uidnext = 4294967296$$,
	'23514', 'a UID beyond 32 bits');

-- Tickets.
SELECT pg_temp.refuses($$UPDATE psq.ticket SET number = '90-26-1'$$,
	'23001', 'another number');
SELECT pg_temp.refuses($$INSERT INTO psq.ticket (number, station, mailbox,
	topic) SELECT '90-26-1', station, mailbox, topic FROM psq.ticket$$,
	'23514', 'a number of another form');
SELECT pg_temp.refuses($$INSERT INTO psq.ticket (number, station, mailbox,
	topic) SELECT number, station, mailbox, topic FROM psq.ticket$$,
	'23505', 'a number twice');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET state = 'lost'$$,
	'23514', 'an unknown state');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET state = 'closed'$$,
	'23514', 'closing without an outcome');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET outcome = 'by_mail'$$,
	'23514', 'an outcome without closing');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET state = 'closed',
	outcome = 'forgotten', closed_at = now()$$, '23514',
	'an unknown outcome');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET state = 'closed',
	outcome = 'by_mail'$$, '23514', 'closing without a time');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET state = 'closed',
	outcome = 'by_mail', closed_at = opened_at - interval '1 s'$$, '23514',
	'closing before opening');
SELECT lives_ok($$UPDATE psq.ticket SET state = 'closed',
	outcome = 'by_mail', closed_at = now()$$, 'closing as it should be');
SELECT pg_temp.refuses($$UPDATE psq.ticket SET topic = 'noise'$$,
	'23514', 'an unknown topic');
SELECT pg_temp.refuses($$INSERT INTO psq.flag
	SELECT id, 'urgent', 1 FROM psq.ticket$$, '23514', 'an unknown flag');
SELECT pg_temp.refuses($$INSERT INTO psq.flag
	SELECT id, 'emergency', 1.5 FROM psq.ticket$$, '23514',
	'a score beyond 1');
SELECT pg_temp.refuses($$INSERT INTO psq.contact (ticket, phones)
	SELECT id, '{0639980001}' FROM psq.ticket$$, '23514',
	'a phone that is not E.164');
SELECT pg_temp.refuses($$INSERT INTO psq.contact (ticket, phones)
	SELECT id, '{NULL}' FROM psq.ticket$$, '23502', 'a phone that is NULL');
SELECT pg_temp.refuses($$INSERT INTO psq.contact (ticket, channel)
	SELECT id, 'fax' FROM psq.ticket$$, '23514', 'an unknown channel');

-- Messages and their bytes.
SELECT pg_temp.refuses($$UPDATE psq.message SET ticket = NULL$$,
	'23514', 'a person''s message without a ticket');
SELECT pg_temp.refuses($$UPDATE psq.message SET sha256 = 'short'$$,
	'23514', 'a SHA-256 of another length');
SELECT pg_temp.refuses($$INSERT INTO psq.message (mailbox, sha256, kind,
	said, quoted, signature, received_at, reader_version)
	SELECT mailbox, sha256, 'bulk', '', '', '', now(), 'test'
	FROM psq.message$$, '23505', 'the same bytes twice in a mailbox');
SELECT pg_temp.refuses($$UPDATE psq.raw SET bytes = 'two'$$,
	'23001', 'changed bytes');
DELETE FROM psq.raw;
SELECT pg_temp.refuses($$INSERT INTO psq.raw
	SELECT id, 'two', 3, true FROM psq.message$$, '23514',
	'bytes that are not the message''s');

-- History.
SELECT pg_temp.refuses($$UPDATE psq.event SET actor = 'x'$$,
	'23001', 'a changed event, even by the owner');
SELECT pg_temp.refuses($$DELETE FROM psq.event$$, '23001', 'a deleted event');
SELECT pg_temp.refuses($$TRUNCATE psq.event$$, '23001', 'a truncated history');
SELECT pg_temp.refuses($$INSERT INTO psq.event (what) VALUES ('x')$$,
	'23514', 'an event of nothing');

-- Ledger and quarantine.
SELECT pg_temp.refuses($$INSERT INTO psq.ledger (mailbox, uidvalidity, uid,
	fate, sha256, size) SELECT id, 1, 1, 'ticket', sha256('x'), 1
	FROM psq.mailbox$$, '23514', 'a ticket without its message');
SELECT pg_temp.refuses($$INSERT INTO psq.ledger (mailbox, uidvalidity, uid,
	fate, sha256, size) SELECT id, 1, 1, 'quarantined', sha256('x'), 1
	FROM psq.mailbox$$, '23514', 'a quarantined one without its bytes');
SELECT pg_temp.refuses($$INSERT INTO psq.ledger (mailbox, uidvalidity, uid,
	fate, message, sha256, size) SELECT mailbox, 1, 0, 'ticket', id, sha256,
	1 FROM psq.message$$, '23514', 'UID 0');
SELECT pg_temp.refuses($$UPDATE psq.quarantine SET bytes = 'odd2'$$,
	'23514', 'other bytes in the quarantine');
SELECT pg_temp.refuses($$UPDATE psq.quarantine SET bytes = NULL$$,
	'23514', 'no bytes while it is open');
SELECT pg_temp.refuses($$UPDATE psq.quarantine SET state = 'discarded'$$,
	'23514', 'a decision without who and when');

SELECT * FROM finish();
ROLLBACK;
