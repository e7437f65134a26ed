-- quarantine.sql - what could not be read: kept, read again, or given up
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/file.sql.

-- Keeps a message that could not be read, with its bytes (NULL: it can't even
-- be fetched) and the reason. What the ledger has is left as it is.
CREATE OR REPLACE FUNCTION psq.quarantine_message(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint, internal_date bigint,
	its_size bigint, is_complete boolean, its_bytes bytea, its_reason text,
	OUT its_fate text, OUT its_number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	its_sha256 bytea := sha256(its_bytes);
	came_at timestamptz := psq.time_of(internal_date);
	its_message bigint;
	its_quarantine bigint;
BEGIN
	PERFORM psq.lock_mailbox(of_mailbox);
	SELECT f.its_fate, f.its_number INTO its_fate, its_number
		FROM psq.fate_of(of_mailbox, in_uidvalidity, its_uid) f;
	IF its_fate IS NOT NULL THEN
		RETURN;
	END IF;
	SELECT m.id INTO its_message FROM psq.message m
		WHERE m.mailbox = of_mailbox AND m.sha256 = its_sha256;
	IF FOUND THEN
		its_fate := 'duplicate';
		its_number := psq.number_of(its_message);
	ELSE
		its_fate := 'quarantined';
		INSERT INTO psq.quarantine (mailbox, uidvalidity, uid, sha256,
				bytes, size_on_server, complete, received_at, reason)
			VALUES (of_mailbox, in_uidvalidity, its_uid, its_sha256,
				its_bytes, its_size, is_complete,
				coalesce(came_at, now()), its_reason)
			ON CONFLICT (mailbox, sha256) DO NOTHING
			RETURNING id INTO its_quarantine;
		IF FOUND THEN
			INSERT INTO psq.event (mailbox, what, detail)
				VALUES (of_mailbox, 'quarantined', jsonb_build_object(
					'quarantine', its_quarantine, 'reason', its_reason,
					'uidvalidity', in_uidvalidity, 'uid', its_uid));
		ELSE
			SELECT q.id INTO its_quarantine FROM psq.quarantine q
				WHERE q.mailbox = of_mailbox AND q.sha256 = its_sha256;
		END IF;
	END IF;
	PERFORM psq.enter_ledger(of_mailbox, in_uidvalidity, its_uid, its_fate,
		its_message, its_quarantine, its_sha256, its_size, came_at);
END
$$;

-- Locks a quarantined message that can still be decided on, and its mailbox.
CREATE OR REPLACE FUNCTION psq.lock_quarantine(its_id bigint)
RETURNS psq.quarantine
LANGUAGE plpgsql AS $$
DECLARE
	q psq.quarantine;
BEGIN
	PERFORM psq.lock_mailbox(mailbox) FROM psq.quarantine WHERE id = its_id;
	SELECT * INTO q FROM psq.quarantine WHERE id = its_id FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is no quarantined message %', its_id
			USING ERRCODE = 'no_data_found';
	ELSIF q.state = 'retried' THEN
		RAISE EXCEPTION 'message % has left the quarantine', its_id
			USING ERRCODE = 'no_data_found';
	END IF;
	RETURN q;
END
$$;

-- Files a quarantined message by a new reading, as if it had just come. Of
-- the ledger rows that led to it the first gets its fate, the others are
-- duplicates.
CREATE OR REPLACE FUNCTION psq.refile_message(its_id bigint, reader text,
	r psq.reading, who text, OUT its_fate text, OUT its_number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	q psq.quarantine := psq.lock_quarantine(its_id);
	its_message bigint;
	its_ticket bigint;
BEGIN
	IF q.bytes IS NULL THEN
		RAISE EXCEPTION 'the bytes of message % are not here', its_id
			USING ERRCODE = 'no_data_found';
	END IF;
	SELECT m.id, m.ticket INTO its_message, its_ticket FROM psq.message m
		WHERE m.mailbox = q.mailbox AND m.sha256 = q.sha256;
	IF FOUND THEN
		its_fate := 'duplicate';
		its_number := psq.number_of(its_message);
	ELSE
		SELECT s.new_message, s.new_ticket, s.new_number, s.its_fate
			INTO its_message, its_ticket, its_number, its_fate
			FROM psq.store_message(q.mailbox,
				psq.lock_mailbox(q.mailbox), q.sha256, q.bytes,
				q.size_on_server, q.complete, q.received_at, reader, r,
				'retried', jsonb_build_object('quarantine', its_id,
					'by', who)) s;
	END IF;
	UPDATE psq.ledger SET message = its_message,
		fate = CASE WHEN uidvalidity = q.uidvalidity AND uid = q.uid
			THEN its_fate ELSE 'duplicate' END
		WHERE quarantine = its_id;
	UPDATE psq.quarantine SET state = 'retried', bytes = NULL,
		decided_at = now(), decided_by = who WHERE id = its_id;
	IF its_fate = 'duplicate' OR its_ticket IS NULL THEN
		INSERT INTO psq.event (ticket, mailbox, what, detail)
			VALUES (its_ticket, q.mailbox, 'retried', jsonb_build_object(
				'quarantine', its_id, 'message', its_message, 'by', who));
	END IF;
END
$$;

-- Asks psqd to fetch again a message that was quarantined without its bytes.
-- What ended a process before is taken by a process of its own: hence the
-- attempt.
CREATE OR REPLACE FUNCTION psq.refetch_message(its_id bigint, who text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	q psq.quarantine := psq.lock_quarantine(its_id);
BEGIN
	IF q.sha256 IS NOT NULL THEN
		RAISE EXCEPTION 'the bytes of message % are here', its_id
			USING ERRCODE = 'no_data_found';
	END IF;
	UPDATE psq.ledger SET wanted_at = now() WHERE mailbox = q.mailbox
		AND uidvalidity = q.uidvalidity AND uid = q.uid;
	INSERT INTO psq.attempt (mailbox, uidvalidity, uid, process)
		VALUES (q.mailbox, q.uidvalidity, q.uid, 'psqctl')
		ON CONFLICT DO NOTHING;
	INSERT INTO psq.event (mailbox, what, detail)
		VALUES (q.mailbox, 'wanted', jsonb_build_object(
			'quarantine', its_id, 'uidvalidity', q.uidvalidity,
			'uid', q.uid, 'by', who));
END
$$;

-- Gives a quarantined message up. Its bytes stay.
CREATE OR REPLACE FUNCTION psq.discard_message(its_id bigint, who text,
	why text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	q psq.quarantine := psq.lock_quarantine(its_id);
BEGIN
	UPDATE psq.quarantine SET state = 'discarded', decided_at = now(),
		decided_by = who, decided_why = why WHERE id = its_id;
	INSERT INTO psq.event (mailbox, what, detail)
		VALUES (q.mailbox, 'discarded', jsonb_build_object(
			'quarantine', its_id, 'by', who, 'why', why));
END
$$;

REVOKE ALL ON FUNCTION psq.quarantine_message, psq.lock_quarantine,
	psq.refile_message, psq.refetch_message, psq.discard_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.quarantine_message TO psq_daemon;
GRANT EXECUTE ON FUNCTION psq.refile_message, psq.refetch_message,
	psq.discard_message TO psq_admin;
