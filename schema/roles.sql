-- roles.sql - who may connect, and as what
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable, and run before the migrations, because these grant to the roles.
-- Roles belong to the cluster: another database of it may have made them. No
-- role has a password here: pg_hba.conf decides how each signs in. psq_clerk
-- owns what psq_desk may call (views/rights.sql), and can't sign in.
DO $$
DECLARE
	made text;
BEGIN
	FOREACH made IN ARRAY
		ARRAY['psq_daemon', 'psq_desk', 'psq_report', 'psq_admin',
			'psq_clerk']
	LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = made) THEN
			BEGIN
				EXECUTE format('CREATE ROLE %I %s', made,
					CASE made WHEN 'psq_clerk' THEN 'NOLOGIN'
						ELSE 'LOGIN' END);
			EXCEPTION WHEN duplicate_object OR unique_violation THEN
				NULL; -- made at the same time from another database
			END;
		END IF;
		IF (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls
			OR rolreplication FROM pg_roles WHERE rolname = made) THEN
			RAISE EXCEPTION 'role % has more rights than it may have',
				made
				USING ERRCODE = 'insufficient_privilege';
		END IF;
	END LOOP;
END
$$;

-- Who migrates gives functions to psq_clerk, and must be a member for that.
DO $$
BEGIN
	IF NOT pg_has_role('psq_clerk', 'MEMBER') THEN
		EXECUTE format('GRANT psq_clerk TO %I', current_user);
	END IF;
EXCEPTION WHEN unique_violation OR internal_error THEN
	NULL; -- granted at the same time from another database
END
$$;

-- psqctl imports messages as psqd takes them in.
DO $$
BEGIN
	IF NOT pg_has_role('psq_admin', 'psq_daemon', 'MEMBER') THEN
		GRANT psq_daemon TO psq_admin;
	END IF;
EXCEPTION WHEN unique_violation OR internal_error THEN
	NULL; -- granted at the same time from another database
END
$$;
