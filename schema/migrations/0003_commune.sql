-- 0003_commune.sql - in which commune the facts are
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE psq.ticket
	ADD COLUMN commune text CHECK (commune ~ '^[0-9][0-9AB][0-9]{3}$'),
	ADD COLUMN commune_name text CHECK (commune_name <> ''),
	ADD CONSTRAINT communes_have_names CHECK
		((commune IS NULL) = (commune_name IS NULL));
COMMENT ON COLUMN psq.ticket.commune IS
	'INSEE code of the commune of the facts; NULL where it can''t be told';
COMMENT ON COLUMN psq.ticket.commune_name IS 'its official name';

ALTER TYPE psq.reading ADD ATTRIBUTE commune text,
	ADD ATTRIBUTE commune_name text;
