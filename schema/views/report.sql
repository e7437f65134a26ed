-- report.sql - tickets for statistics, without anything about a person
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable: made anew each time.
DROP SCHEMA IF EXISTS report CASCADE;
CREATE SCHEMA report;
GRANT USAGE ON SCHEMA report TO psq_report, psq_admin;

CREATE VIEW report.ticket AS
SELECT t.number, t.station, t.state, t.outcome, t.topic, t.opened_at,
	t.closed_at,
	ARRAY(SELECT f.flag::text FROM psq.flag f WHERE f.ticket = t.id
		ORDER BY f.flag) AS flags
FROM psq.ticket t;

GRANT SELECT ON report.ticket TO psq_report, psq_admin;
