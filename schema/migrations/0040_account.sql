-- 0040_account.sql - who signs in to the desk, and their sessions
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is kept proves a password and does not give it, nor can it be used in
-- its stead: not the hash that Argon2id gives but the SHA-256 of it, beside
-- the settings and the salt. Who wants to sign in gets those, computes the
-- hash from the password, and hands it over; functions/account.sql compares.
-- So the desk never holds what it could try passwords on, and whoever steals
-- this table can't sign in with what he finds.

CREATE DOMAIN psq.account_role AS text CHECK
	(VALUE IN ('delegate', 'head', 'duty_officer', 'auditor'));

CREATE TABLE psq.account (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	login text NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
	name text NOT NULL CHECK (name <> ''),
	station psq.station_code NOT NULL REFERENCES psq.station,
	role psq.account_role NOT NULL,
	argon2_salt text NOT NULL CHECK (argon2_salt ~
		'^\$argon2id\$v=19\$m=[0-9]+,t=[0-9]+,p=[0-9]+\$[A-Za-z0-9+/]{16,}$'),
	argon2_proof psq.digest NOT NULL,
	made_at timestamptz NOT NULL DEFAULT now(),
	disabled_at timestamptz,
	last_sign_in_at timestamptz,
	failed_tries integer NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
	not_before timestamptz
);
CREATE INDEX ON psq.account (station);
COMMENT ON COLUMN psq.account.name IS
	'as colleagues read it; letters are signed by the function';
COMMENT ON COLUMN psq.account.argon2_salt IS
	'libargon2''s encoded hash without its last field: settings and salt';
COMMENT ON COLUMN psq.account.argon2_proof IS
	'SHA-256 of the whole encoded hash';
COMMENT ON COLUMN psq.account.not_before IS
	'no sign-in before: grows with failed_tries';

CREATE TABLE psq.session (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	account bigint NOT NULL REFERENCES psq.account,
	token_sha256 psq.digest NOT NULL UNIQUE,
	began_at timestamptz NOT NULL DEFAULT now(),
	seen_at timestamptz NOT NULL DEFAULT now(),
	ends_at timestamptz NOT NULL DEFAULT now() + interval '10 hours',
	ended_at timestamptz
);
CREATE INDEX ON psq.session (account) WHERE ended_at IS NULL;
CREATE INDEX ON psq.session (ends_at);
COMMENT ON COLUMN psq.session.seen_at IS
	'to the minute; ends when idle for 30 minutes';
COMMENT ON COLUMN psq.session.ends_at IS 'at the latest: a long day';

-- What signs psq.acting (functions/access.sql). Nobody but the owner reads it.
CREATE TABLE psq.secret (
	single boolean PRIMARY KEY DEFAULT true CHECK (single),
	key bytea NOT NULL CHECK (octet_length(key) = 32)
);
INSERT INTO psq.secret (key)
	SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid(),
		'UTF8'));
