-- desk.sql - tickets as a delegate reads them
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable: views hold no data, so the schema is made anew each time. Only
-- psq_admin (psqctl) reads it so far: what psq_desk may see is granted with
-- row security by station.
DROP SCHEMA IF EXISTS desk CASCADE;
CREATE SCHEMA desk;
GRANT USAGE ON SCHEMA desk TO psq_admin;

CREATE VIEW desk.ticket AS
SELECT t.id, t.number, t.station, t.state, t.outcome, t.topic, t.place,
	t.commune, t.commune_name,
	t.opened_at, t.closed_at,
	f.flags,
	CASE WHEN 'emergency' = ANY (f.flags) THEN 2
		WHEN 'distress' = ANY (f.flags) THEN 1 ELSE 0 END AS alarm,
	c.surname, c.given_name, c.phones::text[] AS phones, c.channel,
	coalesce(c.anonymous, false) AS anonymous, c.call_hours,
	m.subject, m.from_name, m.from_address, m.received_at, m.language,
	m.said, m.quoted, m.signature, m.attachments, m.notes, m.evidence,
	r.complete, r.size_on_server
FROM psq.ticket t
LEFT JOIN psq.contact c ON c.ticket = t.id
CROSS JOIN LATERAL (
	-- in the order of gravity
	SELECT coalesce(array_agg(f.flag::text ORDER BY array_position(ARRAY[
		'emergency', 'distress', 'offence', 'complaint', 'appointment',
		'out_of_scope'], f.flag::text)), '{}') AS flags
	FROM psq.flag f WHERE f.ticket = t.id) f
LEFT JOIN LATERAL (
	SELECT * FROM psq.message m WHERE m.ticket = t.id
	ORDER BY m.id LIMIT 1) m ON true
LEFT JOIN psq.raw r ON r.message = m.id;

COMMENT ON COLUMN desk.ticket.alarm IS
	'2 emergency, 1 distress, 0 none: what comes first on the list';
COMMENT ON COLUMN desk.ticket.subject IS 'of the message that opened it';

CREATE VIEW desk.event AS
SELECT e.id, t.number, e.at, e.actor, e.what, e.detail
FROM psq.event e JOIN psq.ticket t ON t.id = e.ticket;

GRANT SELECT ON desk.ticket, desk.event TO psq_admin;
