-- 0060_letter.sql - letters to residents: queued with the ticket, sent once
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a letter says of the station (CRPA R112-11-1), from psqd.conf.
ALTER TABLE psq.station
	ADD COLUMN postal_address text CHECK (postal_address <> ''),
	ADD COLUMN phone text CHECK (phone <> ''),
	ADD COLUMN answers text CHECK (answers <> ''),
	ADD COLUMN duty_address text CHECK (duty_address <> '');
COMMENT ON COLUMN psq.station.answers IS
	'who answers, as the acknowledgement says it: Le délégué ...';
COMMENT ON COLUMN psq.station.duty_address IS 'to whom alarms are mailed';
GRANT INSERT (postal_address, phone, answers, duty_address),
	UPDATE (postal_address, phone, answers, duty_address)
	ON psq.station TO psq_daemon;

CREATE DOMAIN psq.letter_kind AS text CHECK
	(VALUE IN ('acknowledgement', 'alarm', 'answer', 'satisfaction'));

CREATE TABLE psq.letter (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ticket bigint NOT NULL REFERENCES psq.ticket,
	message bigint REFERENCES psq.message,
	kind psq.letter_kind NOT NULL,
	to_address text NOT NULL CHECK (to_address <> ''),
	language text,
	safe boolean NOT NULL DEFAULT false,
	said text CHECK (said <> ''),
	signature text CHECK (signature <> ''),
	token text UNIQUE,
	message_id text NOT NULL UNIQUE CHECK (message_id LIKE '_%@_%'),
	state text NOT NULL DEFAULT 'queued' CHECK
		(state IN ('queued', 'sending', 'sent', 'failed', 'held')),
	why text CHECK (why <> ''),
	tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
	next_try_at timestamptz NOT NULL DEFAULT now(),
	queued_at timestamptz NOT NULL DEFAULT now(),
	queued_by text NOT NULL DEFAULT session_user CHECK (queued_by <> ''),
	sending_at timestamptz,
	sent_at timestamptz,
	bounced_at timestamptz,
	bytes bytea COMPRESSION lz4,
	CONSTRAINT answers_say_something CHECK
		((kind IN ('answer', 'alarm')) = (said IS NOT NULL)),
	CONSTRAINT opinions_have_a_token CHECK
		((kind = 'satisfaction') = (token IS NOT NULL)),
	CONSTRAINT sent_when CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
	CONSTRAINT sending_since CHECK
		(state <> 'sending' OR sending_at IS NOT NULL),
	CONSTRAINT not_sent_why CHECK
		(state NOT IN ('failed', 'held') OR why IS NOT NULL)
);
CREATE INDEX ON psq.letter (ticket, id);
CREATE INDEX ON psq.letter (message) WHERE message IS NOT NULL;
CREATE INDEX ON psq.letter (next_try_at) WHERE state = 'queued';
CREATE INDEX ON psq.letter (sending_at) WHERE state = 'sending';
CREATE INDEX ON psq.letter (lower(to_address), queued_at);
COMMENT ON COLUMN psq.letter.message IS 'that the letter answers';
COMMENT ON COLUMN psq.letter.safe IS
	'nothing in it betrays the matter: whoever opens the mailbox may be the '
	'person it is about';
COMMENT ON COLUMN psq.letter.message_id IS
	'without angle brackets; 92 random bits: who answers to it has received it';
COMMENT ON COLUMN psq.letter.state IS
	'sending: its bytes may be on their way; held: only a person lets it go';
COMMENT ON COLUMN psq.letter.bytes IS
	'exactly what left, or what will leave when tried again';

-- How many acknowledgements may go: one row.
CREATE TABLE psq.brake (
	only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
	address_hour integer NOT NULL DEFAULT 1 CHECK (address_hour >= 0),
	address_day integer NOT NULL DEFAULT 5 CHECK (address_day >= 0),
	mailbox_hour integer NOT NULL DEFAULT 120 CHECK (mailbox_hour >= 0)
);
INSERT INTO psq.brake DEFAULT VALUES;
COMMENT ON TABLE psq.brake IS
	'acknowledgements beyond these are held: no loop and no flood';

-- What residents thought of it, counted without their names.
CREATE TABLE psq.opinion (
	letter bigint PRIMARY KEY REFERENCES psq.letter,
	mark smallint NOT NULL CHECK (mark BETWEEN 1 AND 5),
	said text CHECK (said <> ''),
	at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON psq.letter, psq.brake, psq.opinion TO psq_admin;
GRANT UPDATE (address_hour, address_day, mailbox_hour) ON psq.brake
	TO psq_admin;
