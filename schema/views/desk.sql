-- desk.sql - tickets as a delegate reads them
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; the schema is made anew by functions/access.sql. psq_admin
-- (psqctl) reads desk.ticket and desk.event, of every station; what psq_desk
-- reads (views/lists.sql) shows the station of who acts and belongs to psq_clerk.

CREATE VIEW desk.ticket AS
SELECT t.id, t.number, t.station, t.state, t.outcome, t.topic, t.place,
	t.commune, t.commune_name,
	t.opened_at, t.closed_at, t.flags, t.alarm, t.version, t.due_at,
	t.answered_at, t.next_call_at,
	t.state IN ('new', 'open', 'waiting') AND t.due_at < now() AS overdue,
	a.login AS assignee, p.title AS phenomenon,
	c.surname, c.given_name, c.phones::text[] AS phones, c.channel,
	coalesce(c.anonymous, false) AS anonymous, c.call_hours,
	m.subject, m.from_name, m.from_address, m.received_at, m.language,
	m.said, m.quoted, m.signature, m.attachments, m.notes, m.evidence,
	r.complete, r.size_on_server
FROM psq.ticket t
LEFT JOIN psq.contact c ON c.ticket = t.id
LEFT JOIN psq.account a ON a.id = t.assignee
LEFT JOIN psq.phenomenon p ON p.id = t.phenomenon
LEFT JOIN LATERAL (
	SELECT * FROM psq.message m WHERE m.ticket = t.id
	ORDER BY m.id LIMIT 1) m ON true
LEFT JOIN psq.raw r ON r.message = m.id;

COMMENT ON COLUMN desk.ticket.alarm IS
	'2 emergency, 1 distress, 0 none: what comes first on the list';
COMMENT ON COLUMN desk.ticket.overdue IS
	'an answer is due, and the day for it is over';
COMMENT ON COLUMN desk.ticket.subject IS 'of the message that opened it';

CREATE VIEW desk.event AS
SELECT e.id, t.number, e.at, e.actor, e.what, e.detail, e.before, e.after,
	e.station, e.seq, encode(e.hash, 'hex') AS hash
FROM psq.event e JOIN psq.ticket t ON t.id = e.ticket;

GRANT SELECT ON desk.ticket, desk.event TO psq_admin;
