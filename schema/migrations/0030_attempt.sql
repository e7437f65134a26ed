-- 0030_attempt.sql - which messages are being taken in, and by which process
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A message at which psqd dies must not stop the others: it is written down
-- before it is fetched, and filing it removes the row. What a process that is
-- no longer there left behind is taken by a process of its own.

CREATE TABLE psq.attempt (
	mailbox bigint NOT NULL REFERENCES psq.mailbox,
	uidvalidity psq.uint32 NOT NULL,
	uid psq.uint32 NOT NULL CHECK (uid > 0),
	process text NOT NULL CHECK (process <> ''),
	tries integer NOT NULL DEFAULT 1 CHECK (tries > 0),
	begun_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (mailbox, uidvalidity, uid)
);
COMMENT ON COLUMN psq.attempt.process IS
	'host, process id and start: who took it up last';
COMMENT ON COLUMN psq.attempt.tries IS 'how often it was taken up';
GRANT SELECT ON psq.attempt TO psq_daemon;

-- What is neither read nor kept: a quarantined message whose fetching ends
-- the process has no bytes.
ALTER TABLE psq.quarantine
	ALTER COLUMN sha256 DROP NOT NULL,
	DROP CONSTRAINT bytes_are_kept,
	ADD CONSTRAINT bytes_are_kept CHECK
		(CASE WHEN sha256 IS NULL THEN bytes IS NULL
			ELSE (state = 'retried') = (bytes IS NULL) END);
COMMENT ON COLUMN psq.quarantine.sha256 IS
	'NULL for a message that could not be fetched';

ALTER TABLE psq.ledger
	ALTER COLUMN sha256 DROP NOT NULL,
	ADD CONSTRAINT bytes_are_known CHECK
		(sha256 IS NOT NULL OR message IS NULL),
	ADD COLUMN wanted_at timestamptz,
	ADD CONSTRAINT filed_is_not_wanted CHECK
		(wanted_at IS NULL OR message IS NULL);
CREATE INDEX ON psq.ledger (mailbox, uidvalidity, uid)
	WHERE wanted_at IS NOT NULL;
COMMENT ON COLUMN psq.ledger.sha256 IS
	'NULL: its bytes are not in the database';
COMMENT ON COLUMN psq.ledger.wanted_at IS
	'when it was asked that psqd take it in after all';
