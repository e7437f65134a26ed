-- letters.sql - acknowledgements, follow-ups, alarms, opinions
-- SPDX-License-Identifier: GPL-3.0-or-later
BEGIN;
SELECT plan(60);

INSERT INTO psq.station (code, name, duty_address)
	VALUES ('90', 'Belfort', 'garde@police.example'), ('2A', 'Ajaccio', NULL);
INSERT INTO psq.mailbox (address, station)
	VALUES ('belfort@police.example', '90'), ('ajaccio@police.example', '2A');

CREATE FUNCTION pg_temp.mailbox(text) RETURNS bigint LANGUAGE sql AS
	'SELECT id FROM psq.mailbox WHERE station = $1';

CREATE SEQUENCE pg_temp.uid;

-- Files a message; gives its fate and the end of its ticket's number.
CREATE FUNCTION pg_temp.file(sender text, subject text DEFAULT 'Bruit',
	flags text[] DEFAULT '{}', parent text DEFAULT NULL,
	kind text DEFAULT 'person', station text DEFAULT '90',
	said text DEFAULT 'Du bruit.', refs text[] DEFAULT '{}',
	evidence jsonb DEFAULT '[]') RETURNS text
LANGUAGE sql AS $$
	SELECT its_fate || coalesce(' ' || right(its_number, 1), '')
	FROM psq.file_message(pg_temp.mailbox(station), 5,
		(SELECT nextval('pg_temp.uid')), 1790000100, 10, true,
		convert_to(currval('pg_temp.uid')::text, 'UTF8'), 'test',
		ROW(kind, currval('pg_temp.uid') || '@x.example', parent, refs,
			'Jean Fictif', sender, subject, said, '', '', 'fr', 1790000000,
			120, '[]'::jsonb, '{}'::text[], evidence, 'neighbourhood', flags,
			'', 'Fictif', '', '{}'::text[], NULL, false, NULL, NULL,
			NULL)::psq.reading)
$$;

CREATE FUNCTION pg_temp.letter(n text) RETURNS psq.letter LANGUAGE sql AS $$
	SELECT l FROM psq.letter l JOIN psq.ticket t ON t.id = l.ticket
	WHERE right(t.number, 1) = n ORDER BY l.id DESC LIMIT 1
$$;
CREATE FUNCTION pg_temp.number(n text) RETURNS text LANGUAGE sql AS $$
	SELECT number FROM psq.ticket WHERE right(number, 1) = n LIMIT 1
$$;
CREATE FUNCTION pg_temp.close(n text, how text DEFAULT 'by_mail') RETURNS void
LANGUAGE sql AS $$
	UPDATE psq.ticket SET state = 'closed', outcome = how, closed_at = now()
	WHERE right(number, 1) = n
$$;

-- The acknowledgement.
SELECT is(pg_temp.file('a@x.example'), 'ticket 1', 'a ticket');
SELECT is((pg_temp.letter('1')).kind::text, 'acknowledgement', 'acknowledged');
SELECT is((pg_temp.letter('1')).state, 'queued', 'queued with it');
SELECT is((pg_temp.letter('1')).to_address, 'a@x.example', 'to its sender');
SELECT matches((pg_temp.letter('1')).message_id,
	'^90-20\d\d-000001\.[0-9a-f]{24}@police\.example$', 'a Message-ID of ours');
SELECT ok(NOT (pg_temp.letter('1')).safe, 'an ordinary one');
SELECT is(pg_temp.file('d@x.example', flags => '{distress}'), 'ticket 2',
	'distress');
SELECT ok((pg_temp.letter('2')).safe, 'is acknowledged safely');
SELECT is(pg_temp.file('A@x.example'), 'ticket 3', 'a second message');
SELECT is((pg_temp.letter('3')).state, 'held', 'not within the hour');
SELECT is((pg_temp.letter('3')).why, 'acknowledged within the hour',
	'and why');
UPDATE psq.letter SET queued_at = now() - interval '2 hours';
SELECT is(pg_temp.file('a@x.example'), 'ticket 4', 'two hours later');
SELECT is((pg_temp.letter('4')).state, 'queued', 'again');
UPDATE psq.brake SET address_hour = 100, address_day = 2;
SELECT pg_temp.file('a@x.example');
SELECT is((pg_temp.letter('5')).why, 'acknowledged too often today',
	'not more than so often a day');
UPDATE psq.brake SET mailbox_hour = 1, address_day = 5;
SELECT pg_temp.file('b@x.example');
SELECT is((pg_temp.letter('6')).why, 'too many letters in this hour',
	'the brake of a mailbox');
UPDATE psq.brake SET mailbox_hour = 100;
SELECT pg_temp.file('Ajaccio@police.example');
SELECT is((pg_temp.letter('7')).why, 'a mailbox of our own',
	'two stations never acknowledge each other');
SELECT is(pg_temp.file(NULL), 'ticket 8', 'no sender');
SELECT is((pg_temp.letter('8')).id, NULL, 'nobody to acknowledge');
SELECT is(pg_temp.file('m@x.example', kind => 'auto_reply'), 'automatic',
	'a machine');
SELECT is((SELECT count(*) FROM psq.letter WHERE to_address = 'm@x.example'),
	0::bigint, 'is not answered');

-- Follow-ups.
SELECT is(pg_temp.file('a@x.example', parent => (pg_temp.letter('1')).message_id),
	'follow_up 1', 'an answer to our letter joins');
SELECT is(pg_temp.file('a@x.example', refs =>
	ARRAY['z@z.example', (pg_temp.letter('1')).message_id]), 'follow_up 1',
	'by References as well');
SELECT is(pg_temp.file('z@x.example', parent => (pg_temp.letter('1')).message_id),
	'ticket 9', 'another sender has a ticket of their own');
SELECT is((SELECT count(*) FROM psq.link k JOIN psq.ticket t ON t.id = k.a
	JOIN psq.ticket o ON o.id = k.b WHERE right(t.number, 1) = '1'
	AND right(o.number, 1) = '9'), 1::bigint, 'linked to it');
SELECT is(pg_temp.file('a@x.example', 'Re: ' || pg_temp.number('1')),
	'follow_up 1', 'the number joins from the same address');
SELECT is(pg_temp.file('y@x.example', 'Re: ' || pg_temp.number('1')),
	'ticket 0', 'and not from another');
SELECT is(pg_temp.file('a@x.example', station => '2A',
	parent => (pg_temp.letter('1')).message_id), 'ticket 1',
	'nor in another mailbox');
DELETE FROM psq.letter WHERE ticket IN (SELECT id FROM psq.ticket
	WHERE station = '2A');
SELECT is(pg_temp.file('a@x.example', parent => 'forged@police.example'),
	'ticket 1', 'a forged parent opens a ticket');
SELECT is((SELECT count(*) FROM psq.ticket WHERE station = '90'), 11::bigint,
	'eleven tickets');
SELECT pg_temp.close('2');
SELECT is(pg_temp.file('d@x.example', parent => (pg_temp.letter('2')).message_id,
	flags => '{emergency}', evidence => '[{"of": "emergency", "score": 0.8}]'),
	'follow_up 2', 'a follow-up to a closed ticket');
SELECT is((SELECT state FROM psq.ticket WHERE right(number, 1) = '2'), 'open',
	'opens it again');
SELECT is((SELECT array_agg(flag::text ORDER BY flag) FROM psq.flag f
	JOIN psq.ticket t ON t.id = f.ticket WHERE right(t.number, 1) = '2'),
	'{distress,emergency}', 'and adds its flags');
SELECT is((SELECT ended_at FROM psq.alarm a JOIN psq.ticket t ON t.id = a.ticket
	WHERE right(t.number, 1) = '2'), NULL, 'and rings');

-- Taking, sending, retrying.
UPDATE psq.letter SET state = 'held', why = 'test'
	WHERE NOT (to_address = 'a@x.example' AND id = (SELECT min(id) FROM psq.letter));
CREATE TEMP TABLE taken AS SELECT * FROM psq.take_letter(
	ARRAY[pg_temp.mailbox('90')], interval '15 min');
SELECT is((SELECT number FROM taken), pg_temp.number('1'), 'a letter is taken');
SELECT is((SELECT station_name FROM taken), 'Belfort', 'with its station');
SELECT is((SELECT in_reply_to FROM taken), '1@x.example', 'and its parent');
SELECT is((SELECT id FROM psq.take_letter(ARRAY[pg_temp.mailbox('90')],
	interval '15 min')), NULL, 'by one only');
SELECT lives_ok('SELECT psq.keep_letter((SELECT id FROM taken), ''x'')',
	'its bytes are kept');
SELECT is((SELECT bytes FROM psq.take_letter(ARRAY[pg_temp.mailbox('90')],
	interval '-1 second')), 'x'::bytea, 'a stale one is taken with its bytes');
SELECT psq.letter_went((SELECT id FROM taken), 'queued', '451 later', 60);
SELECT is((SELECT state || ' ' || why FROM psq.letter
	WHERE id = (SELECT id FROM taken)), 'queued 451 later', 'tried again');
SELECT is((SELECT id FROM psq.take_letter(ARRAY[pg_temp.mailbox('90')],
	interval '15 min')), NULL, 'but not at once');
UPDATE psq.letter SET next_try_at = now() WHERE state = 'queued';
SELECT is((SELECT id FROM psq.take_letter(ARRAY[pg_temp.mailbox('2A')],
	interval '15 min')), NULL, 'nor for another mailbox');
SELECT isnt((SELECT id FROM psq.take_letter(ARRAY[pg_temp.mailbox('90')],
	interval '15 min')), NULL, 'later');
SELECT psq.letter_went((SELECT id FROM taken), 'sent', '', 0);
SELECT psq.letter_went((SELECT id FROM taken), 'failed', 'no', 0);
SELECT is((SELECT state FROM psq.letter WHERE id = (SELECT id FROM taken)),
	'sent', 'sent is sent');
SELECT throws_ok('SELECT psq.keep_letter((SELECT id FROM taken), ''y'')',
	'P0002', NULL, 'and its bytes stay');

-- Bounces.
SELECT is(pg_temp.file('mailer-daemon@x.example', kind => 'bounce',
	said => 'could not deliver <' || (SELECT message_id FROM psq.letter
		WHERE id = (SELECT id FROM taken)) || '>'), 'automatic 1',
	'a bounce belongs to the ticket');
SELECT isnt((SELECT bounced_at FROM psq.letter
	WHERE id = (SELECT id FROM taken)), NULL, 'and marks the letter');

-- The alarm.
SELECT is(pg_temp.file('e@x.example', flags => '{emergency}'), 'ticket 2',
	'an emergency');
UPDATE psq.alarm SET ended_at = clock_timestamp() WHERE ticket <>
	(SELECT max(id) FROM psq.ticket);
CREATE TEMP TABLE rung AS
	SELECT * FROM psq.take_alarm(ARRAY[pg_temp.mailbox('90')]);
SELECT is((SELECT right(number, 2) || flags::text || level FROM rung),
	'12{emergency}1', 'rings');
SELECT is((SELECT to_address FROM psq.letter ORDER BY id DESC LIMIT 1),
	'garde@police.example', 'and tells the duty officer');
SELECT unalike((SELECT said FROM psq.letter ORDER BY id DESC LIMIT 1),
	'%Du bruit%', 'without a word of the message');
SELECT is((SELECT ticket FROM psq.take_alarm(ARRAY[pg_temp.mailbox('90')])),
	NULL, 'not twice at once');
UPDATE psq.alarm SET next_ring_at = now(), rings = 3 WHERE ended_at IS NULL;
SELECT is((SELECT level FROM psq.take_alarm(ARRAY[pg_temp.mailbox('90')])), 2,
	'louder after a while');
UPDATE psq.ticket SET state = 'open' WHERE id = (SELECT ticket FROM rung);
SELECT isnt((SELECT ended_at FROM psq.alarm
	WHERE ticket = (SELECT ticket FROM rung)), NULL, 'ends when it is taken');

-- Opinions.
SELECT pg_temp.close('9');
SELECT is((pg_temp.letter('9')).kind::text, 'satisfaction',
	'asked after closing');
SELECT is(psq.queue_satisfaction((SELECT id FROM psq.ticket
	WHERE right(number, 1) = '9')), NULL, 'not twice in 90 days');
SELECT is(pg_temp.file('z@x.example', 'Re: ' || (pg_temp.letter('9')).token || ' 4'),
	'follow_up 9', 'an opinion');
SELECT is((SELECT array_agg(mark) FROM psq.opinion), '{4}', 'is counted');
SELECT is((SELECT state FROM psq.ticket WHERE right(number, 1) = '9'),
	'closed', 'and opens nothing');
SELECT alike(pg_temp.file('f@x.example', (pg_temp.letter('9')).token || ' 1'),
	'ticket%', 'a token from elsewhere is a message');

SELECT * FROM finish();
ROLLBACK;
