-- 0046_protection.sql - how long what is kept, who read it, what was removed
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE psq.retention (
	kind text PRIMARY KEY CHECK (kind IN
		('bytes', 'words', 'ticket', 'automatic', 'reads', 'sessions')),
	keep interval NOT NULL CHECK (keep > interval '0'),
	why text NOT NULL CHECK (why <> '')
);
COMMENT ON TABLE psq.retention IS
	'the controller sets these, by UPDATE; psqctl purge applies them';
INSERT INTO psq.retention VALUES
	('bytes', '3 months',
		'after closing: the messages as received, with what was attached; '
		'as Ma Sécurité keeps messages'),
	('words', '3 months',
		'after closing: the words of and about the person, and the contact; '
		'what stays is for statistics'),
	('ticket', '5 years',
		'after closing: the ticket without words; as the main courante '
		'(arrêté du 22 juin 2011) keeps its entries'),
	('automatic', '1 month',
		'after receipt: messages of machines, which have no ticket'),
	('reads', '1 year', 'who read which ticket, and searched for what'),
	('sessions', '3 months', 'after their end');

CREATE TABLE psq.hold (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	ticket bigint NOT NULL REFERENCES psq.ticket,
	why text NOT NULL CHECK (why <> ''),
	placed_at timestamptz NOT NULL DEFAULT now(),
	placed_by bigint NOT NULL REFERENCES psq.account,
	lifted_at timestamptz,
	lifted_by bigint REFERENCES psq.account,
	CONSTRAINT lifted CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
);
CREATE UNIQUE INDEX ON psq.hold (ticket) WHERE lifted_at IS NULL;
COMMENT ON TABLE psq.hold IS
	'as long as one stands, nothing of its ticket is removed';

CREATE TABLE psq.purge_log (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at timestamptz NOT NULL DEFAULT now(),
	actor text NOT NULL DEFAULT session_user,
	kind text NOT NULL,
	number text,
	count bigint NOT NULL CHECK (count > 0),
	why text NOT NULL CHECK (why <> '')
);
COMMENT ON TABLE psq.purge_log IS
	'the register of what was removed; says nothing of whose it was';
COMMENT ON COLUMN psq.purge_log.number IS 'of the ticket, where it was one';
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON psq.purge_log
	FOR EACH ROW EXECUTE FUNCTION psq.event_guard();

CREATE TABLE psq.read_log (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at timestamptz NOT NULL DEFAULT now(),
	account bigint NOT NULL REFERENCES psq.account,
	what text NOT NULL CHECK (what IN ('ticket', 'original', 'search')),
	ticket bigint,
	detail text
);
CREATE INDEX ON psq.read_log (ticket, id) WHERE ticket IS NOT NULL;
CREATE INDEX ON psq.read_log (at);
COMMENT ON COLUMN psq.read_log.detail IS 'what was searched for';

-- What is purged has no person any more that a ticket were for.
ALTER TABLE psq.message ADD COLUMN purged_at timestamptz;
ALTER TABLE psq.message DROP CONSTRAINT persons_have_tickets;
ALTER TABLE psq.message ADD CONSTRAINT persons_have_tickets CHECK
	(kind <> 'person' OR ticket IS NOT NULL OR purged_at IS NOT NULL)
	NOT VALID;

CREATE POLICY clerk ON psq.hold TO psq_clerk
	USING (EXISTS (SELECT FROM psq.ticket t WHERE t.id = ticket));
ALTER TABLE psq.hold ENABLE ROW LEVEL SECURITY;
CREATE POLICY admin ON psq.hold FOR SELECT TO psq_admin USING (true);
GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_by) ON psq.hold TO psq_clerk;
GRANT INSERT ON psq.read_log TO psq_clerk;
GRANT SELECT ON psq.hold, psq.purge_log, psq.read_log, psq.retention
	TO psq_admin;
GRANT UPDATE (keep) ON psq.retention TO psq_admin;
