-- quarantine.sql - what could not be read: kept, read again, or given up
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/file.sql.

-- Keeps a message that could not be read, with its bytes and the reason. What
-- the ledger has is left as it is.
CREATE OR REPLACE FUNCTION psq.quarantine_message(of_mailbox bigint,
	in_uidvalidity bigint, its_uid bigint, internal_date bigint,
	its_size bigint, is_complete boolean, its_bytes bytea, its_reason text)
RETURNS TABLE (fate text, number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
#variable_conflict use_column
DECLARE
	its_sha256 bytea := sha256(its_bytes);
	came_at timestamptz := time_of(internal_date);
	its_message bigint;
	its_quarantine bigint;
BEGIN
	PERFORM lock_mailbox(of_mailbox);
	RETURN QUERY SELECT * FROM fate_of(of_mailbox, in_uidvalidity, its_uid);
	IF FOUND THEN
		RETURN;
	END IF;
	SELECT id INTO its_message FROM message
		WHERE mailbox = of_mailbox AND sha256 = its_sha256;
	IF NOT FOUND THEN
		SELECT id INTO its_quarantine FROM quarantine
			WHERE mailbox = of_mailbox AND sha256 = its_sha256;
		IF NOT FOUND THEN
			INSERT INTO quarantine (mailbox, uidvalidity, uid, sha256,
					bytes, size_on_server, complete, received_at, reason)
				VALUES (of_mailbox, in_uidvalidity, its_uid, its_sha256,
					its_bytes, its_size, is_complete,
					coalesce(came_at, now()), its_reason)
				RETURNING id INTO its_quarantine;
			INSERT INTO event (mailbox, what, detail)
				VALUES (of_mailbox, 'quarantined', jsonb_build_object(
					'quarantine', its_quarantine, 'reason', its_reason,
					'uidvalidity', in_uidvalidity, 'uid', its_uid));
		END IF;
	END IF;
	INSERT INTO ledger (mailbox, uidvalidity, uid, fate, message, quarantine,
			sha256, size, internal_date, settled_at)
		VALUES (of_mailbox, in_uidvalidity, its_uid,
			CASE WHEN its_message IS NULL THEN 'quarantined'
				ELSE 'duplicate' END,
			its_message, its_quarantine, its_sha256, its_size, came_at,
			CASE WHEN in_uidvalidity = 0 THEN now() END);
	RETURN QUERY SELECT * FROM fate_of(of_mailbox, in_uidvalidity, its_uid);
END
$$;

-- Locks a quarantined message that can still be decided on, and its mailbox.
CREATE OR REPLACE FUNCTION psq.lock_quarantine(its_id bigint)
RETURNS psq.quarantine
LANGUAGE plpgsql SET search_path = psq, pg_temp AS $$
DECLARE
	q psq.quarantine;
BEGIN
	PERFORM lock_mailbox(mailbox) FROM quarantine WHERE id = its_id;
	SELECT * INTO q FROM quarantine WHERE id = its_id FOR UPDATE;
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
	r psq.reading, who text)
RETURNS TABLE (fate text, number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
#variable_conflict use_column
DECLARE
	q psq.quarantine := lock_quarantine(its_id);
	its_message bigint;
	its_ticket bigint;
	its_fate text := 'duplicate';
BEGIN
	SELECT id, ticket INTO its_message, its_ticket FROM message
		WHERE mailbox = q.mailbox AND sha256 = q.sha256;
	IF NOT FOUND THEN
		SELECT new_message, new_ticket INTO its_message, its_ticket
			FROM store_message(q.mailbox,
				(SELECT station FROM mailbox WHERE id = q.mailbox),
				q.sha256, q.bytes, q.size_on_server, q.complete,
				q.received_at, reader, r);
		its_fate := CASE WHEN its_ticket IS NULL THEN 'automatic'
			ELSE 'ticket' END;
	END IF;
	UPDATE ledger SET message = its_message,
		fate = CASE WHEN uidvalidity = q.uidvalidity AND uid = q.uid
			THEN its_fate ELSE 'duplicate' END
		WHERE quarantine = its_id;
	UPDATE quarantine SET state = 'retried', bytes = NULL,
		decided_at = now(), decided_by = who WHERE id = its_id;
	INSERT INTO event (ticket, mailbox, what, detail)
		VALUES (its_ticket, q.mailbox, 'retried', jsonb_build_object(
			'quarantine', its_id, 'message', its_message, 'by', who));
	RETURN QUERY SELECT its_fate,
		(SELECT t.number FROM ticket t WHERE t.id = its_ticket);
END
$$;

-- Gives a quarantined message up. Its bytes stay.
CREATE OR REPLACE FUNCTION psq.discard_message(its_id bigint, who text,
	why text)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	q psq.quarantine := lock_quarantine(its_id);
BEGIN
	UPDATE quarantine SET state = 'discarded', decided_at = now(),
		decided_by = who, decided_why = why WHERE id = its_id;
	INSERT INTO event (mailbox, what, detail)
		VALUES (q.mailbox, 'discarded', jsonb_build_object(
			'quarantine', its_id, 'by', who, 'why', why));
END
$$;

REVOKE ALL ON FUNCTION psq.quarantine_message, psq.lock_quarantine,
	psq.refile_message, psq.discard_message FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.quarantine_message TO psq_daemon;
GRANT EXECUTE ON FUNCTION psq.refile_message, psq.discard_message TO psq_admin;
