-- tickets.sql - a database as large as a country's, made by SQL
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- psql -v tickets=1000000 -v stations=1000: stations of very different size,
-- five years, all but the last weeks closed. Made-up people; triggers are off,
-- so what they keep is made here as they would.
SET session_replication_role = replica;
SET synchronous_commit = off;
SET work_mem = '256MB';
SELECT setseed(0.5);

INSERT INTO psq.station (code, name)
	SELECT (10 + i % 86) || lpad((i / 86)::text, 2, '0'), 'Ville ' || i
	FROM generate_series(0, :stations - 1) i;
INSERT INTO psq.mailbox (address, station)
	SELECT 'psq' || code || '@police.example', code FROM psq.station
	ORDER BY code;
INSERT INTO psq.account (login, name, station, role, argon2_salt,
		argon2_proof)
	SELECT 'bench-' || code, 'Essai', code, 'head',
		'$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2E', sha256('x')
	FROM psq.station ORDER BY code;
INSERT INTO psq.session (account, token_sha256, seen_at, ends_at)
	SELECT a.id, sha256(convert_to('bench-' || m.id, 'UTF8')),
		now() + interval '1 day', now() + interval '1 day'
	FROM psq.account a JOIN psq.mailbox m USING (station);

-- Texts: beginnings, middles and ends, which make some thousands.
CREATE TABLE public.bench_text AS
SELECT row_number() OVER () - 1 AS k, subject, said,
	setweight(to_tsvector('psq.french', subject), 'A')
		|| setweight(to_tsvector('psq.french', said), 'B') AS words
FROM (SELECT s AS subject, concat_ws(' ', a, b, c) AS said FROM
	unnest(ARRAY['Bruit', 'Tapage nocturne', 'Stationnement', 'Voisinage',
	'Question', 'Chiens', 'Rassemblements']) s,
	unnest(ARRAY['Bonjour, je vous écris au sujet de nuisances sonores.',
	'Depuis trois semaines, des scooters tournent sous nos fenêtres.',
	'Des groupes se rassemblent dans le hall et crient.',
	'Le chien du deuxième étage aboie toute la journée.',
	'Des voitures ventouses occupent le parking de la résidence.',
	'Des ordures sont jetées par les balcons.']) a,
	unnest(ARRAY['Cela commence vers vingt-deux heures et dure jusqu''au matin.',
	'Nous avons prévenu le bailleur et la mairie, sans réponse.',
	'Les enfants ne dorment plus et nous sommes épuisés.',
	'La situation empire chaque week-end.',
	'Plusieurs locataires sont prêts à témoigner.',
	'Je ne souhaite pas que mon nom soit connu des intéressés.']) b,
	unnest(ARRAY['Que pouvez-vous faire ?', 'Merci de votre réponse.',
	'Pouvez-vous passer un soir ?', 'Je reste joignable par téléphone.',
	'Une patrouille serait utile.', 'Cordialement.',
	'À qui faut-il s''adresser ?']) c) t;
ALTER TABLE public.bench_text ADD PRIMARY KEY (k);

-- Station i gets a share like 1 / (i + 20); the k-th ticket of a station.
CREATE UNLOGGED TABLE public.bench_ticket AS
WITH share AS (
	SELECT s.code, m.id AS mailbox, ceil(:tickets / (row_number() OVER
		(ORDER BY m.id) + 20) / (SELECT sum(1.0 / (i + 20))
		FROM generate_series(1, :stations) i)) AS n
	FROM psq.station s JOIN psq.mailbox m ON m.station = s.code)
SELECT row_number() OVER () AS id, code, mailbox, opened_at,
	row_number() OVER (PARTITION BY code, extract(year FROM opened_at)
		ORDER BY opened_at) AS seq,
	floor(random() * (SELECT count(*) FROM public.bench_text))::bigint AS k,
	random() AS r, random() AS q
FROM (SELECT code, mailbox, now() - interval '5 years' * (j / n)
	AS opened_at FROM share, generate_series(0, n::integer) j
	ORDER BY opened_at) t;

INSERT INTO psq.ticket (number, station, mailbox, state, outcome, topic, place,
	commune, commune_name, opened_at, closed_at, flags, alarm, due_at,
	answered_at, assignee)
SELECT code || '-' || extract(year FROM opened_at) || '-'
		|| lpad(seq::text, 6, '0'), code, mailbox,
	CASE WHEN closed THEN 'closed' WHEN r < 0.4 THEN 'new' WHEN r < 0.7
		THEN 'open' WHEN r < 0.8 THEN 'waiting' ELSE 'answered' END,
	CASE WHEN closed THEN (ARRAY['by_mail', 'by_phone', 'oriented',
		'by_visit'])[1 + floor(q * 4)] END,
	(ARRAY['neighbourhood', 'incivility', 'gathering', 'question'])
		[1 + floor(r * 4)],
	(1 + floor(q * 90)) || ' rue des Essais ' || floor(r * 50), code || '0',
	'Ville', opened_at, CASE WHEN closed
		THEN opened_at + interval '6 days' * q END,
	f.flags, CASE WHEN 'emergency' = ANY (f.flags) THEN 2
		WHEN 'distress' = ANY (f.flags) THEN 1 ELSE 0 END,
	opened_at + interval '7 days',
	CASE WHEN closed OR r >= 0.8 THEN opened_at + interval '3 days' * q END,
	CASE WHEN r > 0.4 THEN a.id END
FROM (SELECT b.*, opened_at < now() - interval '20 days' * (0.3 + r) AS closed
	FROM public.bench_ticket b) b
JOIN psq.account a ON a.station = code
CROSS JOIN LATERAL (SELECT CASE WHEN q < 0.03 THEN '{emergency}'
	WHEN q < 0.08 THEN '{distress}' WHEN q < 0.2 THEN '{offence}'
	WHEN q < 0.3 THEN '{complaint,appointment}' ELSE '{}' END::text[]) f (flags)
ORDER BY b.id;

INSERT INTO psq.contact (ticket, surname, given_name, phones)
SELECT t.id, initcap(translate((t.id * 7919 % 20000)::text, '0123456789',
	'abelimonru')), initcap(translate((t.id % 500)::text, '0123456789',
	'aeilmnostu')), ARRAY['+3363998' || lpad((t.id % 10000)::text, 4, '0')]
FROM psq.ticket t;
INSERT INTO psq.flag SELECT t.id, f, 0.9 FROM psq.ticket t, unnest(t.flags) f;
INSERT INTO psq.message (mailbox, sha256, kind, ticket, message_id, from_name,
	from_address, subject, said, quoted, signature, language, received_at,
	reader_version)
SELECT t.mailbox, sha256(t.number::bytea), 'person', t.id, t.id || '@x.example',
	c.given_name || ' ' || c.surname, 'h' || t.id % 300000
	|| '@habitant.example', x.subject, x.said, '', '', 'fr', t.opened_at, 'bench'
FROM psq.ticket t JOIN psq.contact c ON c.ticket = t.id
JOIN public.bench_text x ON x.k = t.id * 31 % (SELECT count(*)
	FROM public.bench_text);
INSERT INTO psq.raw (message, bytes, size_on_server, complete)
	SELECT id, convert_to(said || said, 'UTF8'), 400, true FROM psq.message;
INSERT INTO psq.search
SELECT t.id, t.station, x.words || to_tsvector('simple', lower(
	c.given_name || ' ' || c.surname)) || array_to_tsvector(ARRAY['#'
	|| right(c.phones[1]::text, 9), 'essai' || t.id % 50]),
	lower(c.given_name || ' ' || c.surname)
FROM psq.ticket t JOIN psq.contact c ON c.ticket = t.id
JOIN public.bench_text x ON x.k = t.id * 31 % (SELECT count(*)
	FROM public.bench_text);
INSERT INTO psq.event (ticket, mailbox, station, seq, what, hash)
SELECT id, mailbox, station, row_number() OVER (PARTITION BY station
	ORDER BY id), 'taken_in', sha256('bench') FROM psq.ticket;
INSERT INTO psq.event_head (station, seq, hash)
	SELECT station, max(seq), sha256('bench') FROM psq.event GROUP BY station;

-- What the scripts act on: tickets that nobody has acted on yet.
CREATE TABLE public.bench_open AS
	SELECT row_number() OVER (ORDER BY random()) AS k, mailbox, number
	FROM psq.ticket WHERE state IN ('new', 'open');
ALTER TABLE public.bench_open ADD PRIMARY KEY (k);
CREATE SEQUENCE public.bench_next;
GRANT SELECT ON public.bench_open TO psq_desk;
GRANT USAGE ON SEQUENCE public.bench_next TO psq_desk;
VACUUM ANALYZE;
