-- rights.sql - what psq_desk may call, and with whose rights it runs
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable, and the last. Every function of the schema desk that does not
-- say otherwise (those that sign in and say who acts run with the owner's
-- rights) runs as psq_clerk, under the policies of migration 0045.
DO $$
DECLARE
	f record;
BEGIN
	GRANT CREATE ON SCHEMA desk TO psq_clerk;
	FOR f IN SELECT p.oid::regprocedure AS name, prosecdef FROM pg_proc p
		WHERE pronamespace = 'desk'::regnamespace
	LOOP
		EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.name);
		CONTINUE WHEN f.prosecdef;
		EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER
			SET search_path = psq, pg_temp', f.name);
		EXECUTE format('ALTER FUNCTION %s OWNER TO psq_clerk', f.name);
		EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO psq_desk', f.name);
	END LOOP;
	ALTER VIEW desk.queue OWNER TO psq_clerk;
	REVOKE CREATE ON SCHEMA desk FROM psq_clerk;
END
$$;
GRANT SELECT ON desk.queue TO psq_desk;
