-- 0001_core.sql - stations, mailboxes, messages, tickets, ledger, quarantine
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The tables say the rules by their constraints; functions/ holds what acts on
-- them. psq_daemon files by those functions and can't read what it filed.

GRANT USAGE ON SCHEMA psq TO psq_daemon, psq_admin;
GRANT SELECT ON psq.migration TO psq_daemon, psq_admin;

-- The labels of parsers/labels.h.
CREATE DOMAIN psq.kind AS text CHECK
	(VALUE IN ('person', 'auto_reply', 'bounce', 'bulk', 'own'));
CREATE DOMAIN psq.flag_name AS text CHECK
	(VALUE IN ('emergency', 'distress', 'complaint', 'offence', 'appointment',
		'out_of_scope'));
CREATE DOMAIN psq.topic AS text CHECK
	(VALUE IN ('incivility', 'neighbourhood', 'gathering', 'question',
		'observation', 'automatic', 'other'));
CREATE DOMAIN psq.channel AS text CHECK (VALUE IN ('phone', 'mail'));
CREATE DOMAIN psq.fate AS text CHECK
	(VALUE IN ('ticket', 'follow_up', 'automatic', 'duplicate',
		'quarantined'));

CREATE DOMAIN psq.phone AS text NOT NULL CHECK (VALUE ~ '^\+[1-9][0-9]{1,14}$');
COMMENT ON DOMAIN psq.phone IS 'E.164';
CREATE DOMAIN psq.uint32 AS bigint CHECK (VALUE BETWEEN 0 AND 4294967295);
CREATE DOMAIN psq.digest AS bytea CHECK (octet_length(VALUE) = 32);
CREATE DOMAIN psq.station_code AS text CHECK
	(VALUE ~ '^[0-9][0-9A-Z]{1,7}$');

-- Stations and their mailboxes: psqd copies them from its configuration.

CREATE TABLE psq.station (
	code psq.station_code PRIMARY KEY,
	name text NOT NULL CHECK (name <> '')
);
COMMENT ON COLUMN psq.station.code IS
	'begins the ticket numbers: 90 for Belfort';

CREATE TABLE psq.mailbox (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	address text NOT NULL UNIQUE CHECK (address = lower(address)
		AND address LIKE '_%@%_'),
	station psq.station_code NOT NULL REFERENCES psq.station,
	folder text NOT NULL DEFAULT 'INBOX' CHECK (folder <> ''),
	uidvalidity psq.uint32,
	uidnext psq.uint32,
	last_poll_at timestamptz,
	last_message_at timestamptz,
	last_error text,
	last_error_at timestamptz,
	errors_in_row integer NOT NULL DEFAULT 0 CHECK (errors_in_row >= 0),
	last_import_uid psq.uint32 NOT NULL DEFAULT 0
);
CREATE INDEX ON psq.mailbox (station);
COMMENT ON COLUMN psq.mailbox.uidvalidity IS
	'as the server said at the last poll; the ledger keeps all that ever were';
COMMENT ON COLUMN psq.mailbox.last_poll_at IS
	'when the server last answered what it holds';
COMMENT ON COLUMN psq.mailbox.last_message_at IS
	'when a message of the server was last taken in';
COMMENT ON COLUMN psq.mailbox.last_error IS
	'stays after the error is over: errors_in_row says if it lasts';
COMMENT ON COLUMN psq.mailbox.last_import_uid IS
	'imported messages bear UIDVALIDITY 0 and UIDs from 1 on';

GRANT SELECT, INSERT (code, name), UPDATE (name) ON psq.station TO psq_daemon;
GRANT SELECT, INSERT (address, station, folder), UPDATE (station, folder,
	uidvalidity, uidnext, last_poll_at, last_message_at, last_error,
	last_error_at, errors_in_row, last_import_uid)
	ON psq.mailbox TO psq_daemon;

-- Tickets.

CREATE TABLE psq.ticket_counter (
	station psq.station_code NOT NULL REFERENCES psq.station,
	year smallint NOT NULL,
	last integer NOT NULL CHECK (last BETWEEN 1 AND 999999),
	PRIMARY KEY (station, year)
);
COMMENT ON TABLE psq.ticket_counter IS
	'the last number given: its row is locked until the filing transaction '
	'ends, so that numbers have no gap';
COMMENT ON COLUMN psq.ticket_counter.year IS 'in Europe/Paris';

CREATE TABLE psq.ticket (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	number text NOT NULL UNIQUE CHECK
		(number ~ '^[0-9][0-9A-Z]{1,7}-20[0-9]{2}-[0-9]{6}$'),
	station psq.station_code NOT NULL REFERENCES psq.station,
	mailbox bigint NOT NULL REFERENCES psq.mailbox,
	state text NOT NULL DEFAULT 'new' CHECK
		(state IN ('new', 'open', 'waiting', 'answered', 'closed')),
	outcome text CHECK
		(outcome IN ('by_mail', 'by_phone', 'by_visit', 'oriented',
			'handed_over', 'duplicate', 'spam')),
	topic psq.topic NOT NULL,
	place text CHECK (place <> ''),
	opened_at timestamptz NOT NULL DEFAULT now(),
	closed_at timestamptz CHECK (closed_at >= opened_at),
	CONSTRAINT outcome_on_closing CHECK
		((state = 'closed') = (outcome IS NOT NULL)),
	CONSTRAINT closed_at_on_closing CHECK
		((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX ON psq.ticket (station, opened_at DESC, id DESC)
	WHERE state <> 'closed';
CREATE INDEX ON psq.ticket (station, opened_at DESC, id DESC);
CREATE INDEX ON psq.ticket (mailbox);
COMMENT ON COLUMN psq.ticket.number IS
	'as the resident reads it; keeps the station that took the message in, '
	'whoever works on it later';
COMMENT ON COLUMN psq.ticket.station IS 'that works on it';
COMMENT ON COLUMN psq.ticket.place IS 'of the facts, as the resident wrote it';

CREATE TABLE psq.flag (
	ticket bigint NOT NULL REFERENCES psq.ticket ON DELETE CASCADE,
	flag psq.flag_name NOT NULL,
	score real NOT NULL CHECK (score BETWEEN 0 AND 1),
	evidence jsonb NOT NULL DEFAULT '[]' CHECK
		(jsonb_typeof(evidence) = 'array'),
	PRIMARY KEY (ticket, flag)
);
CREATE INDEX ON psq.flag (flag, ticket);
COMMENT ON COLUMN psq.flag.evidence IS
	'the words that carry the flag and why, as psqctl explain prints them';

CREATE TABLE psq.contact (
	ticket bigint PRIMARY KEY REFERENCES psq.ticket ON DELETE CASCADE,
	surname text CHECK (surname <> ''),
	given_name text CHECK (given_name <> ''),
	phones psq.phone[] NOT NULL DEFAULT '{}',
	channel psq.channel,
	anonymous boolean NOT NULL DEFAULT false,
	evidence jsonb NOT NULL DEFAULT '[]' CHECK
		(jsonb_typeof(evidence) = 'array')
);
COMMENT ON COLUMN psq.contact.phones IS 'in the order of the writer''s wish';
COMMENT ON COLUMN psq.contact.channel IS
	'how the writer asked to be answered; NULL where no wish was said';
COMMENT ON COLUMN psq.contact.anonymous IS
	'the writer asked that the name be not passed on';

-- Messages: one row for each distinct message of a mailbox.

CREATE TABLE psq.message (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	mailbox bigint NOT NULL REFERENCES psq.mailbox,
	sha256 psq.digest NOT NULL,
	kind psq.kind NOT NULL,
	ticket bigint REFERENCES psq.ticket,
	message_id text,
	in_reply_to text,
	refs text[] NOT NULL DEFAULT '{}',
	from_name text,
	from_address text,
	subject text,
	said text NOT NULL,
	quoted text NOT NULL,
	signature text NOT NULL,
	language text CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z]+)?$'),
	sent_at timestamptz,
	sent_utc_offset smallint CHECK (sent_utc_offset BETWEEN -1440 AND 1440),
	received_at timestamptz NOT NULL,
	attachments jsonb NOT NULL DEFAULT '[]' CHECK
		(jsonb_typeof(attachments) = 'array'),
	notes text[] NOT NULL DEFAULT '{}',
	evidence jsonb NOT NULL DEFAULT '[]' CHECK
		(jsonb_typeof(evidence) = 'array'),
	reader_version text NOT NULL CHECK (reader_version <> ''),
	UNIQUE (mailbox, sha256),
	CONSTRAINT persons_have_tickets CHECK
		(kind <> 'person' OR ticket IS NOT NULL)
);
CREATE INDEX ON psq.message (ticket) WHERE ticket IS NOT NULL;
COMMENT ON COLUMN psq.message.sha256 IS
	'of the bytes as received: what makes a message the same one under '
	'another UID';
COMMENT ON COLUMN psq.message.ticket IS 'automatic mail has none';
COMMENT ON COLUMN psq.message.refs IS 'Message-IDs of References, oldest first';
COMMENT ON COLUMN psq.message.said IS 'the sender''s own words';
COMMENT ON COLUMN psq.message.sent_at IS
	'as the sender''s machine claims; received_at is the server''s word';
COMMENT ON COLUMN psq.message.sent_utc_offset IS 'minutes';
COMMENT ON COLUMN psq.message.received_at IS 'IMAP INTERNALDATE';
COMMENT ON COLUMN psq.message.notes IS
	'in French: what was repaired or left out in reading';
COMMENT ON COLUMN psq.message.evidence IS
	'all that the reader gave as reasons, of every field';
COMMENT ON COLUMN psq.message.reader_version IS
	'program and lexicon that read it';

-- A reading as psqd hands it over: what functions/ files.
CREATE TYPE psq.reading AS (
	kind psq.kind,
	message_id text,
	in_reply_to text,
	refs text[],
	from_name text,
	from_address text,
	subject text,
	said text,
	quoted text,
	signature text,
	language text,
	sent_at bigint,
	sent_utc_offset integer,
	attachments jsonb,
	notes text[],
	evidence jsonb,
	topic psq.topic,
	flags text[],
	place text,
	surname text,
	given_name text,
	phones text[],
	channel psq.channel,
	anonymous boolean
);
COMMENT ON COLUMN psq.reading.sent_at IS
	'seconds since 1970; 0 or absurd: unknown';

-- Apart from messages, so that lists do not drag the bytes along.
CREATE TABLE psq.raw (
	message bigint PRIMARY KEY REFERENCES psq.message,
	bytes bytea COMPRESSION lz4 NOT NULL,
	size_on_server bigint NOT NULL CHECK (size_on_server >= 0),
	complete boolean NOT NULL
);
COMMENT ON COLUMN psq.raw.bytes IS 'exactly as the server gave them';
COMMENT ON COLUMN psq.raw.complete IS
	'false where a message over the size limit was taken in part only';

CREATE FUNCTION psq.raw_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		RAISE EXCEPTION 'the bytes of a message can''t be changed'
			USING ERRCODE = 'restrict_violation';
	END IF;
	IF sha256(NEW.bytes) IS DISTINCT FROM
		(SELECT m.sha256 FROM psq.message m WHERE m.id = NEW.message) THEN
		RAISE EXCEPTION 'the bytes are not those of message %', NEW.message
			USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION psq.raw_guard FROM PUBLIC;
CREATE TRIGGER raw_guard BEFORE INSERT OR UPDATE ON psq.raw
	FOR EACH ROW EXECUTE FUNCTION psq.raw_guard();

-- History: nobody changes it, the owner included.

CREATE TABLE psq.event (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at timestamptz NOT NULL DEFAULT clock_timestamp(),
	ticket bigint REFERENCES psq.ticket,
	mailbox bigint REFERENCES psq.mailbox,
	actor text NOT NULL DEFAULT session_user CHECK (actor <> ''),
	what text NOT NULL CHECK (what ~ '^[a-z][a-z_]*$'),
	detail jsonb NOT NULL DEFAULT '{}' CHECK
		(jsonb_typeof(detail) = 'object'),
	CONSTRAINT of_something CHECK (num_nonnulls(ticket, mailbox) > 0)
);
CREATE INDEX ON psq.event (ticket, id) WHERE ticket IS NOT NULL;
COMMENT ON COLUMN psq.event.actor IS 'as the database knows who was connected';
COMMENT ON COLUMN psq.event.what IS 'taken_in, quarantined, discarded, ...';

CREATE FUNCTION psq.event_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
BEGIN
	RAISE EXCEPTION 'events can only be added'
		USING ERRCODE = 'restrict_violation';
END
$$;
REVOKE ALL ON FUNCTION psq.event_guard FROM PUBLIC;
CREATE TRIGGER event_guard BEFORE UPDATE OR DELETE ON psq.event
	FOR EACH ROW EXECUTE FUNCTION psq.event_guard();
CREATE TRIGGER event_guard_all BEFORE TRUNCATE ON psq.event
	FOR EACH STATEMENT EXECUTE FUNCTION psq.event_guard();

-- Quarantine: what could not be read, with its bytes.

CREATE TABLE psq.quarantine (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	mailbox bigint NOT NULL REFERENCES psq.mailbox,
	uidvalidity psq.uint32 NOT NULL,
	uid psq.uint32 NOT NULL,
	sha256 psq.digest NOT NULL,
	bytes bytea COMPRESSION lz4,
	size_on_server bigint NOT NULL CHECK (size_on_server >= 0),
	complete boolean NOT NULL,
	received_at timestamptz NOT NULL,
	reason text NOT NULL CHECK (reason <> ''),
	state text NOT NULL DEFAULT 'open' CHECK
		(state IN ('open', 'retried', 'discarded')),
	at timestamptz NOT NULL DEFAULT now(),
	decided_at timestamptz,
	decided_by text CHECK (decided_by <> ''),
	decided_why text CHECK (decided_why <> ''),
	UNIQUE (mailbox, sha256),
	CONSTRAINT bytes_are_kept CHECK
		((state = 'retried') = (bytes IS NULL)),
	CONSTRAINT bytes_are_those CHECK (sha256(bytes) = sha256),
	CONSTRAINT decided CHECK ((state = 'open') = (decided_at IS NULL)
		AND (state = 'open') = (decided_by IS NULL))
);
CREATE INDEX ON psq.quarantine (mailbox) WHERE state = 'open';
COMMENT ON COLUMN psq.quarantine.uid IS
	'under which it came first; the ledger has all';
COMMENT ON COLUMN psq.quarantine.bytes IS
	'NULL once a retry has moved them to raw; a discarded message keeps them';

-- The ledger: every message that a server ever showed, and what became of it.

CREATE TABLE psq.ledger (
	mailbox bigint NOT NULL REFERENCES psq.mailbox,
	uidvalidity psq.uint32 NOT NULL,
	uid psq.uint32 NOT NULL CHECK (uid > 0),
	fate psq.fate NOT NULL,
	message bigint REFERENCES psq.message,
	quarantine bigint REFERENCES psq.quarantine,
	sha256 psq.digest NOT NULL,
	size bigint NOT NULL CHECK (size >= 0),
	internal_date timestamptz,
	taken_at timestamptz NOT NULL DEFAULT now(),
	settled_at timestamptz,
	PRIMARY KEY (mailbox, uidvalidity, uid),
	CONSTRAINT fate_is_kept CHECK
		(CASE WHEN fate = 'quarantined'
			THEN message IS NULL AND quarantine IS NOT NULL
			ELSE message IS NOT NULL END)
);
CREATE INDEX ON psq.ledger (mailbox, uidvalidity, uid) WHERE settled_at IS NULL;
CREATE INDEX ON psq.ledger (message) WHERE message IS NOT NULL;
CREATE INDEX ON psq.ledger (quarantine) WHERE quarantine IS NOT NULL;
COMMENT ON TABLE psq.ledger IS
	'what makes taking in exactly once: new is what is not here';
COMMENT ON COLUMN psq.ledger.uidvalidity IS '0 for imported messages';
COMMENT ON COLUMN psq.ledger.quarantine IS
	'stays after a retry, to tell that it was there';
COMMENT ON COLUMN psq.ledger.size IS 'RFC822.SIZE, as the server said';
COMMENT ON COLUMN psq.ledger.settled_at IS
	'when the server was told; NULL: not yet';
GRANT SELECT, UPDATE (settled_at) ON psq.ledger TO psq_daemon;

-- The operator (psqctl) reads everything and changes nothing directly.
GRANT SELECT ON psq.ticket_counter, psq.ticket, psq.flag, psq.contact,
	psq.message, psq.raw, psq.event, psq.quarantine TO psq_admin;
