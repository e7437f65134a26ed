-- migration.sql - the schema psq, and which migrations it has had
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable, and run before the migrations.
DO $$
BEGIN
	IF current_setting('server_encoding') <> 'UTF8' THEN
		RAISE EXCEPTION 'the database has the encoding %, not UTF8',
			current_setting('server_encoding')
			USING ERRCODE = 'feature_not_supported';
	ELSIF current_setting('server_version_num')::integer < 150000 THEN
		RAISE EXCEPTION 'the server has version %, not 15 or later',
			current_setting('server_version')
			USING ERRCODE = 'feature_not_supported';
	END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS psq;

CREATE TABLE IF NOT EXISTS psq.migration (
	name text PRIMARY KEY,
	sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
	applied_at timestamptz NOT NULL DEFAULT now(),
	applied_by text NOT NULL DEFAULT session_user
);
COMMENT ON COLUMN psq.migration.sha256 IS
	'of the file: psqctl migrate refuses one that has changed';
