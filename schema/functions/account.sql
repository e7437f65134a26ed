-- account.sql - signing in and out, and the accounts that psqctl keeps
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/access.sql. Argon2id is computed outside, by
-- libargon2; migration 0040 says what is kept of it.

-- What an encoded hash consists of.
CREATE OR REPLACE FUNCTION psq.argon2_parts(encoded text, OUT salt text,
	OUT proof bytea)
LANGUAGE sql IMMUTABLE AS $$
	SELECT regexp_replace(encoded, '\$[^$]+$', ''),
		sha256(convert_to(encoded, 'UTF8'))
$$;

-- Settings and salt with which to hash the password that somebody typed. For
-- a login that does not exist they are made up, and always the same, so that
-- nobody learns which exist.
CREATE FUNCTION desk.sign_in_salt(of_login text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	SELECT coalesce(
		(SELECT argon2_salt FROM psq.account WHERE login = of_login),
		(SELECT '$argon2id$v=19$m=65536,t=3,p=1$' || rtrim(encode(
			substr(sha256(key || convert_to(of_login, 'UTF8')), 1, 16),
			'base64'), '=') FROM psq.secret))
$$;

-- How long to wait after so many failed tries: none for two, then 2 s, 4 s, ...
-- up to a quarter of an hour.
CREATE OR REPLACE FUNCTION psq.delay_after(tries integer) RETURNS interval
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN tries < 3 THEN interval '0'
		ELSE least(2 ^ least(tries - 2, 20), 900) * interval '1 second' END
$$;

-- Signs in with a login and the encoded hash of the typed password. Gives the
-- token of a new session, which is shown only here; or NULL, and how many
-- seconds to wait before the next try. Not an error: that would undo the
-- count of failed tries, which the caller commits.
CREATE FUNCTION desk.sign_in(with_login text, encoded text, OUT token text,
	OUT wait_seconds integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	a psq.account;
BEGIN
	SELECT * INTO a FROM psq.account WHERE login = with_login FOR UPDATE;
	IF a.not_before > clock_timestamp() THEN
		wait_seconds := ceil(extract(epoch FROM
			a.not_before - clock_timestamp()));
		RETURN;
	END IF;
	wait_seconds := 0;
	IF a.argon2_proof IS DISTINCT FROM (psq.argon2_parts(encoded)).proof
		OR a.disabled_at IS NOT NULL THEN
		UPDATE psq.account SET failed_tries = failed_tries + 1,
			not_before = clock_timestamp()
				+ psq.delay_after(failed_tries + 1)
			WHERE id = a.id;
		wait_seconds := extract(epoch FROM
			psq.delay_after(coalesce(a.failed_tries, 0) + 1));
		RETURN;
	END IF;
	token := replace(gen_random_uuid()::text || gen_random_uuid(), '-', '');
	INSERT INTO psq.session (account, token_sha256)
		VALUES (a.id, sha256(convert_to(token, 'UTF8')));
	UPDATE psq.account SET failed_tries = 0, not_before = NULL,
		last_sign_in_at = now() WHERE id = a.id;
END
$$;

-- Ends the session of a token; harmless if it is over.
CREATE FUNCTION desk.sign_out(token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	UPDATE psq.session SET ended_at = now() WHERE ended_at IS NULL
		AND token_sha256 = sha256(convert_to(token, 'UTF8'))
$$;

-- For psqctl.

CREATE OR REPLACE FUNCTION psq.account_add(its_login text, its_name text,
	its_station text, its_role text, encoded text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	p record;
BEGIN
	IF NOT EXISTS (SELECT FROM psq.station WHERE code = its_station) THEN
		PERFORM psq.refuse('PQ008', format('there is no station %s',
			its_station));
	END IF;
	IF EXISTS (SELECT FROM psq.account WHERE login = its_login) THEN
		PERFORM psq.refuse('PQ006', format('the login %s is taken',
			its_login));
	END IF;
	SELECT * INTO p FROM psq.argon2_parts(encoded);
	INSERT INTO psq.account (login, name, station, role, argon2_salt,
			argon2_proof)
		VALUES (its_login, its_name, its_station, its_role, p.salt,
			p.proof);
END
$$;

-- An account by its login; fails with PQ007.
CREATE OR REPLACE FUNCTION psq.account_named(its_login text)
RETURNS psq.account
LANGUAGE plpgsql AS $$
DECLARE
	a psq.account;
BEGIN
	SELECT * INTO a FROM psq.account WHERE login = its_login FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ007', format('there is no account %s',
			its_login));
	END IF;
	RETURN a;
END
$$;

-- A new password ends the sessions that the old one opened, and enables.
CREATE OR REPLACE FUNCTION psq.account_passwd(its_login text, encoded text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	a psq.account := psq.account_named(its_login);
	p record;
BEGIN
	SELECT * INTO p FROM psq.argon2_parts(encoded);
	UPDATE psq.account SET argon2_salt = p.salt, argon2_proof = p.proof,
		failed_tries = 0, not_before = NULL, disabled_at = NULL
		WHERE id = a.id;
	UPDATE psq.session SET ended_at = now()
		WHERE account = a.id AND ended_at IS NULL;
END
$$;

-- Disabled, not deleted: history names it.
CREATE OR REPLACE FUNCTION psq.account_disable(its_login text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	a psq.account := psq.account_named(its_login);
BEGIN
	UPDATE psq.account SET disabled_at = coalesce(disabled_at, now())
		WHERE id = a.id;
	UPDATE psq.session SET ended_at = now()
		WHERE account = a.id AND ended_at IS NULL;
END
$$;

CREATE OR REPLACE FUNCTION psq.account_list()
RETURNS TABLE (login text, name text, station text, role text,
	disabled boolean, last_sign_in_at timestamptz, failed_tries integer,
	open_tickets bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	SELECT a.login, a.name, a.station, a.role, a.disabled_at IS NOT NULL,
		a.last_sign_in_at, a.failed_tries,
		(SELECT count(*) FROM psq.ticket t
			WHERE t.assignee = a.id AND t.state <> 'closed')
	FROM psq.account a ORDER BY a.station, a.login
$$;

REVOKE ALL ON FUNCTION psq.argon2_parts, psq.delay_after, psq.account_add,
	psq.account_named, psq.account_passwd, psq.account_disable,
	psq.account_list, desk.sign_in_salt, desk.sign_in, desk.sign_out
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.account_add, psq.account_passwd,
	psq.account_disable, psq.account_list TO psq_admin;
GRANT EXECUTE ON FUNCTION desk.sign_in_salt, desk.sign_in, desk.sign_out
	TO psq_desk;
