-- 0010_correction.sql - what delegates say that a message should have been read as
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- psqctl train learns from them, psqctl evaluate measures by them.

CREATE TABLE psq.correction (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	message bigint NOT NULL REFERENCES psq.message,
	at timestamptz NOT NULL DEFAULT clock_timestamp(),
	actor text NOT NULL DEFAULT session_user CHECK (actor <> ''),
	flags text[] NOT NULL CHECK
		(flags <@ ARRAY['emergency', 'distress', 'complaint', 'offence',
			'appointment', 'out_of_scope']),
	topic psq.topic NOT NULL
);
CREATE INDEX ON psq.correction (message, id DESC);
COMMENT ON TABLE psq.correction IS
	'the last one of a message counts; nobody changes an earlier one';
COMMENT ON COLUMN psq.correction.flags IS
	'all that are right, not only what was wrong; empty: none';

GRANT SELECT ON psq.correction TO psq_admin;
