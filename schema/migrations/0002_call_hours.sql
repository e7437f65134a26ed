-- 0002_call_hours.sql - when the resident asks to be called
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE psq.contact
	ADD COLUMN call_hours text CHECK (call_hours <> '');
COMMENT ON COLUMN psq.contact.call_hours IS
	'in the writer''s words: "après 18 h, sauf le mercredi"';

ALTER TYPE psq.reading ADD ATTRIBUTE call_hours text;
