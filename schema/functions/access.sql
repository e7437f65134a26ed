-- access.sql - who acts: a session, proven once a transaction
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable, and the first of functions/: the schema desk holds no data, only
-- functions and views, and is made anew each time.
--
-- The desk's connection belongs to all its users, so it must say for whom it
-- speaks: each transaction begins with desk.act_as(token), the token being
-- what desk.sign_in() gave to the browser. The setting psq.acting then carries
-- who acts, this transaction's time, this connection, and a signature with
-- psq.secret, which psq_desk can't read. So a plain SET is worth nothing, nor
-- is what another transaction or another connection had. Who takes the
-- desk over can act as those who use it while he holds it, since their
-- tokens pass through it, but as nobody else: tokens are stored by their
-- SHA-256 only, and a new one takes a password.
--
-- Errors that tools can tell apart have a SQLSTATE of class PQ; psq.error_text
-- says them in French.
--
--   PQ001 nobody is signed in, or the session is over
--   PQ002 the role of this account may not do this
--   PQ003 there is no such ticket in this station
--   PQ004 the ticket has changed since it was read
--   PQ005 the state of the ticket does not allow it
--   PQ006 a value is missing or not valid
--   PQ007 there is no such colleague in this station
--   PQ008 there is no such station
--   PQ009 a legal hold forbids it
--   PQ010 these two tickets can't be brought together
--   PQ011 outside of the hours at which the resident wishes to be called
--   PQ012 the words of this ticket are purged
DROP SCHEMA IF EXISTS desk CASCADE;
CREATE SCHEMA desk;
GRANT USAGE ON SCHEMA desk TO psq_desk, psq_admin, psq_clerk;

CREATE OR REPLACE FUNCTION psq.error_text(code text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE code
	WHEN 'PQ001' THEN 'La session est terminée : reconnectez-vous.'
	WHEN 'PQ002' THEN 'Votre fonction ne permet pas cette action.'
	WHEN 'PQ003' THEN 'Cette demande n''existe pas dans votre commissariat.'
	WHEN 'PQ004' THEN 'Un collègue a modifié cette demande entre-temps : '
		'relisez-la avant d''agir.'
	WHEN 'PQ005' THEN 'L''état de la demande ne permet pas cette action.'
	WHEN 'PQ006' THEN 'Une information manque ou n''est pas valable.'
	WHEN 'PQ007' THEN 'Il n''y a pas de collègue de ce nom dans votre '
		'commissariat.'
	WHEN 'PQ008' THEN 'Ce commissariat n''existe pas.'
	WHEN 'PQ009' THEN 'Cette demande est conservée sur réquisition : rien '
		'ne peut y être effacé.'
	WHEN 'PQ010' THEN 'Ces deux demandes ne peuvent pas être réunies : '
		'chaque habitant garde sa réponse.'
	WHEN 'PQ011' THEN 'L''habitant a demandé à être appelé à d''autres '
		'heures.'
	WHEN 'PQ012' THEN 'Le contenu de cette demande a été effacé.'
	END
$$;

-- Ends the call with one of these errors; what: for the log, in English.
CREATE OR REPLACE FUNCTION psq.refuse(code text, what text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '%', what
		USING ERRCODE = code, HINT = psq.error_text(code);
END
$$;

-- What the setting psq.acting must say for an account in this transaction.
CREATE OR REPLACE FUNCTION psq.acting_proof(account text) RETURNS text
LANGUAGE sql STABLE AS $$
	SELECT encode(sha256(s.key || sha256(s.key || convert_to(concat_ws('/',
		account, pg_backend_pid(), extract(epoch FROM now())), 'UTF8'))),
		'hex')
	FROM psq.secret s
$$;

DO $$
BEGIN
	IF to_regtype('psq.acting') IS NULL THEN
		CREATE TYPE psq.acting AS (account bigint, login text,
			station text, role text);
	END IF;
END
$$;

-- Who acts in this transaction; NULLs for nobody.
CREATE OR REPLACE FUNCTION psq.acting() RETURNS psq.acting
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	said text := current_setting('psq.acting', true);
	who psq.acting;
BEGIN
	IF said ~ '^[0-9]{1,18} [0-9a-f]{64}$' AND split_part(said, ' ', 2)
		= psq.acting_proof(split_part(said, ' ', 1)) THEN
		SELECT a.id, a.login, a.station, a.role INTO who
			FROM psq.account a
			WHERE a.id = split_part(said, ' ', 1)::bigint
				AND a.disabled_at IS NULL;
	END IF;
	RETURN who;
END
$$;

CREATE OR REPLACE FUNCTION psq.acting_station() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS
	'SELECT (psq.acting()).station';

-- The account of a token whose session is not over.
CREATE OR REPLACE FUNCTION psq.session_of(token text) RETURNS psq.session
LANGUAGE sql STABLE AS $$
	SELECT s FROM psq.session s
	JOIN psq.account a ON a.id = s.account AND a.disabled_at IS NULL
	WHERE s.token_sha256 = sha256(convert_to(token, 'UTF8'))
		AND s.ended_at IS NULL AND s.ends_at > now()
		AND s.seen_at > now() - interval '30 minutes'
$$;

-- The rest of this transaction acts for the account that this token was given
-- to. Fails with PQ001.
CREATE FUNCTION desk.act_as(token text, OUT login text, OUT name text,
	OUT station text, OUT role text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	s psq.session := psq.session_of(token);
BEGIN
	IF s.id IS NULL THEN
		PERFORM psq.refuse('PQ001', 'the session is over');
	END IF;
	IF s.seen_at < now() - interval '1 minute' THEN
		UPDATE psq.session SET seen_at = now() WHERE id = s.id;
	END IF;
	PERFORM set_config('psq.acting', s.account || ' '
		|| psq.acting_proof(s.account::text), true);
	SELECT a.login, a.name, a.station, a.role
		INTO act_as.login, act_as.name, act_as.station, act_as.role
		FROM psq.account a WHERE a.id = s.account;
END
$$;

REVOKE ALL ON FUNCTION psq.error_text, psq.refuse, psq.acting_proof,
	psq.acting, psq.acting_station, psq.session_of, desk.act_as FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.error_text, psq.refuse, psq.acting,
	psq.acting_station TO psq_clerk;
-- A view's policies call with the rights of who reads the view.
GRANT EXECUTE ON FUNCTION desk.act_as, psq.acting_station TO psq_desk;
