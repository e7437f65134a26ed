-- 0031_folder.sql - what the server showed, what was left out, what vanished
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER DOMAIN psq.fate DROP CONSTRAINT fate_check;
ALTER DOMAIN psq.fate ADD CONSTRAINT fate_check CHECK
	(VALUE IN ('ticket', 'follow_up', 'automatic', 'duplicate',
		'quarantined', 'skipped', 'canary'));

ALTER TABLE psq.ledger
	DROP CONSTRAINT fate_is_kept,
	ADD CONSTRAINT fate_is_kept CHECK
		(CASE WHEN fate = 'quarantined'
			THEN message IS NULL AND quarantine IS NOT NULL
			WHEN fate IN ('skipped', 'canary')
			THEN message IS NULL AND quarantine IS NULL
			ELSE message IS NOT NULL END);
COMMENT ON COLUMN psq.ledger.fate IS
	'skipped: it was there at the first look, and is not to be taken in';

ALTER TABLE psq.mailbox ADD COLUMN first_look_before timestamptz;
COMMENT ON COLUMN psq.mailbox.first_look_before IS
	'what had come before was left out at the first look, and is again when the '
	'server numbers its messages anew; NULL: nothing was';

CREATE TABLE psq.folder (
	mailbox bigint NOT NULL REFERENCES psq.mailbox,
	uidvalidity psq.uint32 NOT NULL,
	begun_at timestamptz NOT NULL DEFAULT now(),
	first_uidnext bigint NOT NULL CHECK (first_uidnext > 0),
	uidnext bigint NOT NULL CHECK (uidnext > 0),
	polled_at timestamptz NOT NULL DEFAULT now(),
	checked_at timestamptz NOT NULL DEFAULT now(),
	accounted bigint NOT NULL CHECK (accounted > 0),
	shown bigint NOT NULL CHECK (shown >= 0),
	lacking bigint NOT NULL DEFAULT 0 CHECK (lacking >= 0),
	oldest_lacking timestamptz,
	stuck_uid psq.uint32,
	stuck_since timestamptz,
	stuck_told boolean NOT NULL DEFAULT false,
	PRIMARY KEY (mailbox, uidvalidity),
	CONSTRAINT stuck_on_lacking CHECK
		((lacking = 0) = (stuck_uid IS NULL)
			AND (lacking = 0) = (stuck_since IS NULL))
);
COMMENT ON TABLE psq.folder IS
	'what the server showed at the last visit, for each numbering it ever had';
COMMENT ON COLUMN psq.folder.first_uidnext IS
	'UIDNEXT at the end of the first visit: of UIDs below it that were not there '
	'nothing is known';
COMMENT ON COLUMN psq.folder.accounted IS
	'of all UIDs from first_uidnext to here it is known what became of them';
COMMENT ON COLUMN psq.folder.checked_at IS
	'when all UIDs from first_uidnext on were last accounted for';
COMMENT ON COLUMN psq.folder.lacking IS
	'messages that the server showed and that were not in the ledger yet';
COMMENT ON COLUMN psq.folder.oldest_lacking IS
	'INTERNALDATE of the oldest of these, where it is known';
COMMENT ON COLUMN psq.folder.stuck_uid IS
	'the lowest of these; while it stays the same nothing gets on';

CREATE TABLE psq.vanished (
	mailbox bigint NOT NULL,
	uidvalidity psq.uint32 NOT NULL,
	uids int8range NOT NULL CHECK (NOT isempty(uids)),
	since timestamptz NOT NULL,
	until timestamptz NOT NULL DEFAULT now() CHECK (until >= since),
	PRIMARY KEY (mailbox, uidvalidity, uids),
	FOREIGN KEY (mailbox, uidvalidity) REFERENCES psq.folder
);
COMMENT ON TABLE psq.vanished IS
	'UIDs that the server gave, or left out, but under which it never showed a '
	'message that was taken in';
COMMENT ON COLUMN psq.vanished.since IS
	'the visit before: they were given between that one and until';

GRANT SELECT ON psq.folder, psq.vanished TO psq_daemon;
