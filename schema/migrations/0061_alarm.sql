-- 0061_alarm.sql - tickets of people in danger ring until somebody takes them
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE psq.alarm (
	ticket bigint PRIMARY KEY REFERENCES psq.ticket,
	raised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	rings integer NOT NULL DEFAULT 0 CHECK (rings >= 0),
	next_ring_at timestamptz NOT NULL DEFAULT now(),
	ended_at timestamptz,
	CONSTRAINT ended_after_it_began CHECK (ended_at >= raised_at)
);
CREATE INDEX ON psq.alarm (next_ring_at) WHERE ended_at IS NULL;
COMMENT ON TABLE psq.alarm IS
	'one a ticket: raised again when a follow-up tells of a danger';

-- From which score on a flag rings: it may differ from that of the flag.
CREATE TABLE psq.alarm_threshold (
	flag psq.flag_name PRIMARY KEY,
	score real NOT NULL CHECK (score BETWEEN 0 AND 1)
);
INSERT INTO psq.alarm_threshold VALUES ('emergency', 0), ('distress', 0);

GRANT SELECT ON psq.alarm, psq.alarm_threshold TO psq_admin;
GRANT UPDATE (score) ON psq.alarm_threshold TO psq_admin;
