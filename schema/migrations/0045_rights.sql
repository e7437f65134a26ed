-- 0045_rights.sql - a delegate sees the rows of his station
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- psq_desk has no right on any table. What it may call or read, in the schema
-- desk, belongs to psq_clerk, a role as which nobody signs in, and which is
-- bound by these policies: whatever such a function forgets to ask, it gets no
-- row of another station. Whose rows they are, psq.acting_station() says
-- (functions/access.sql), by a session that psq_desk can't make up.

-- Until functions/access.sql is there nobody acts.
CREATE FUNCTION psq.acting_station() RETURNS text
LANGUAGE sql STABLE AS 'SELECT NULL::text';
REVOKE ALL ON FUNCTION psq.acting_station() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.acting_station() TO psq_clerk;
GRANT USAGE ON SCHEMA psq TO psq_clerk;

CREATE POLICY clerk ON psq.ticket TO psq_clerk
	USING (station = (SELECT psq.acting_station()));
CREATE POLICY clerk ON psq.account TO psq_clerk
	USING (station = (SELECT psq.acting_station()));
CREATE POLICY clerk ON psq.phenomenon TO psq_clerk
	USING (station = (SELECT psq.acting_station()));
CREATE POLICY admin ON psq.ticket FOR SELECT TO psq_admin USING (true);
CREATE POLICY admin ON psq.account FOR SELECT TO psq_admin USING (true);
CREATE POLICY admin ON psq.phenomenon FOR SELECT TO psq_admin USING (true);
ALTER TABLE psq.ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE psq.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE psq.phenomenon ENABLE ROW LEVEL SECURITY;

-- What hangs on a ticket is seen by whoever sees the ticket.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['flag', 'contact', 'message', 'entry',
		'event', 'link', 'correction']
	LOOP
		EXECUTE format('CREATE POLICY clerk ON psq.%I TO psq_clerk
			USING (EXISTS (SELECT FROM psq.ticket t WHERE t.id = %s))',
			name, CASE name WHEN 'link' THEN 'a'
				WHEN 'correction' THEN '(SELECT m.ticket
					FROM psq.message m WHERE m.id = message)'
				ELSE 'ticket' END);
		EXECUTE format('CREATE POLICY admin ON psq.%I FOR SELECT
			TO psq_admin USING (true)', name);
		EXECUTE format('ALTER TABLE psq.%I ENABLE ROW LEVEL SECURITY',
			name);
	END LOOP;
END
$$;

GRANT SELECT, UPDATE (state, outcome, topic, place, flags, alarm, due_at,
	answered_at, next_call_at, closed_at, assignee, merged_into, phenomenon)
	ON psq.ticket TO psq_clerk;
GRANT SELECT, INSERT, UPDATE, DELETE ON psq.flag, psq.contact TO psq_clerk;
GRANT SELECT ON psq.message, psq.event, psq.station TO psq_clerk;
GRANT SELECT, INSERT ON psq.entry, psq.link, psq.phenomenon, psq.correction
	TO psq_clerk;
GRANT SELECT (id, login, name, station, role, disabled_at)
	ON psq.account TO psq_clerk, psq_admin;
GRANT SELECT ON psq.entry, psq.link, psq.phenomenon, psq.event_head
	TO psq_admin;
