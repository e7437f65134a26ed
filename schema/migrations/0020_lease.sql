-- 0020_lease.sql - which process of which psqd has which mailbox
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Any number of psqd share the mailboxes of a database; functions/lease.sql
-- says how.

CREATE TABLE psq.process (
	id uuid PRIMARY KEY,
	host text NOT NULL CHECK (host <> ''),
	pid integer NOT NULL,
	place text CHECK (place <> ''),
	wanted bigint[] NOT NULL,
	started_at timestamptz NOT NULL DEFAULT now(),
	alive_until timestamptz NOT NULL
);
COMMENT ON TABLE psq.process IS
	'the processes that take messages in, while they live';
COMMENT ON COLUMN psq.process.place IS
	'boot of a machine and PID namespace: who runs there too can tell by the '
	'pid whether the process is gone';
COMMENT ON COLUMN psq.process.wanted IS
	'the mailboxes of its configuration, ascending';
COMMENT ON COLUMN psq.process.alive_until IS
	'by the clock of the database; the process puts it off again and again';

CREATE TABLE psq.lease (
	mailbox bigint PRIMARY KEY REFERENCES psq.mailbox,
	process uuid,
	fence bigint NOT NULL DEFAULT 0 CHECK (fence >= 0),
	taken_at timestamptz
);
CREATE INDEX ON psq.lease (process);
COMMENT ON COLUMN psq.lease.process IS
	'has the mailbox while psq.process says that it lives; otherwise the lease '
	'is free';
COMMENT ON COLUMN psq.lease.fence IS
	'grows whenever the lease is taken: who comes with an earlier one has lost '
	'it';

GRANT SELECT ON psq.process, psq.lease TO psq_daemon;
