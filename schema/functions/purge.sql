-- purge.sql - what is no longer needed goes; who is entitled sees or erases
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. Bytes go first, then the words and the contact (what stays of a
-- ticket is for statistics), then the ticket. Of a message stays a row without
-- words, with its SHA-256: it keeps a mailbox from taking the same message in
-- again. A ticket under a legal hold keeps everything. Each removal is
-- registered.

CREATE FUNCTION desk.hold(number text, expected integer, why text)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('hold', number, expected);
BEGIN
	IF trim(coalesce(why, '')) = '' THEN
		PERFORM psq.refuse('PQ006', 'a reason');
	ELSIF EXISTS (SELECT FROM psq.hold h WHERE h.ticket = t.id
		AND h.lifted_at IS NULL) THEN
		PERFORM psq.refuse('PQ009', 'there is a hold already');
	END IF;
	INSERT INTO psq.hold (ticket, why, placed_by)
		VALUES (t.id, hold.why, (psq.acting()).account);
	RETURN psq.record(t, 'held');
END
$$;

CREATE FUNCTION desk.lift_hold(number text, expected integer)
RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('hold', number, expected);
BEGIN
	UPDATE psq.hold SET lifted_at = now(), lifted_by = (psq.acting()).account
		WHERE ticket = t.id AND lifted_at IS NULL;
	IF NOT FOUND THEN
		PERFORM psq.refuse('PQ005', 'there is no hold');
	END IF;
	RETURN psq.record(t, 'hold_lifted');
END
$$;

CREATE OR REPLACE FUNCTION psq.is_held(its_id bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
	SELECT EXISTS (SELECT FROM psq.hold
		WHERE ticket = its_id AND lifted_at IS NULL)
$$;

-- The bytes of the messages of a ticket; gives how many messages had some.
CREATE OR REPLACE FUNCTION psq.remove_bytes(its_id bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	DELETE FROM psq.raw WHERE message IN
		(SELECT id FROM psq.message WHERE ticket = its_id);
	GET DIAGNOSTICS n = ROW_COUNT;
	RETURN n;
END
$$;

-- All words of messages, as far as they are a person's.
CREATE OR REPLACE FUNCTION psq.blank_messages(ids bigint[]) RETURNS void
LANGUAGE sql AS $$
	UPDATE psq.message SET message_id = NULL, in_reply_to = NULL,
		refs = '{}', from_name = NULL, from_address = NULL, subject = NULL,
		said = '', quoted = '', signature = '', attachments = '[]',
		notes = '{}', evidence = '[]', purged_at = now()
		WHERE id = ANY (ids)
$$;

-- What was written to the resident, and what he said of it. A row stays: by
-- its Message-ID an answer finds the ticket.
CREATE OR REPLACE FUNCTION psq.blank_letters(its_id bigint) RETURNS void
LANGUAGE sql AS $$
	UPDATE psq.opinion SET said = NULL WHERE letter IN
		(SELECT id FROM psq.letter WHERE ticket = its_id);
	UPDATE psq.letter SET to_address = 'purged', signature = NULL,
		bytes = NULL, said = CASE WHEN said IS NOT NULL THEN 'purged' END,
		state = CASE state WHEN 'sent' THEN state ELSE 'failed' END,
		why = CASE state WHEN 'sent' THEN why ELSE 'purged' END
		WHERE ticket = its_id;
$$;

-- The words of a ticket, and who wrote them. The salts of the entries go too,
-- so that history's digests tell nothing.
CREATE OR REPLACE FUNCTION psq.remove_words(its_id bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM psq.remove_bytes(its_id);
	DELETE FROM psq.correction WHERE message IN
		(SELECT id FROM psq.message WHERE ticket = its_id);
	PERFORM psq.blank_messages(ARRAY(SELECT id FROM psq.message
		WHERE ticket = its_id));
	DELETE FROM psq.contact WHERE ticket = its_id;
	DELETE FROM psq.entry WHERE ticket = its_id;
	DELETE FROM psq.link WHERE its_id IN (a, b);
	DELETE FROM psq.hold WHERE ticket = its_id;
	PERFORM psq.blank_letters(its_id);
	UPDATE psq.flag SET evidence = '[]' WHERE ticket = its_id;
	UPDATE psq.ticket SET place = NULL, purged_at = now()
		WHERE id = its_id;
	DELETE FROM psq.search WHERE ticket = its_id;
END
$$;

-- The rest of a ticket whose words are gone. Its history stays.
CREATE OR REPLACE FUNCTION psq.remove_ticket(its_id bigint) RETURNS void
LANGUAGE sql AS $$
	UPDATE psq.message SET ticket = NULL WHERE ticket = its_id;
	UPDATE psq.ticket SET merged_into = NULL WHERE merged_into = its_id;
	DELETE FROM psq.opinion WHERE letter IN
		(SELECT id FROM psq.letter WHERE ticket = its_id);
	DELETE FROM psq.letter WHERE ticket = its_id;
	DELETE FROM psq.alarm WHERE ticket = its_id;
	DELETE FROM psq.ticket WHERE id = its_id;
$$;

CREATE OR REPLACE FUNCTION psq.register_purge(its_kind text, its_number text,
	its_count bigint, why text) RETURNS void
LANGUAGE sql AS $$
	INSERT INTO psq.purge_log (kind, number, count, why)
		SELECT its_kind, its_number, its_count, why WHERE its_count > 0
$$;

-- What is over its time: kind and ids of tickets (bytes, words, ticket) or of
-- messages (automatic), up to so many of each. Those of a ticket count from
-- its closing.
CREATE OR REPLACE FUNCTION psq.purgeable(at_most bigint)
RETURNS TABLE (kind text, ids bigint[])
LANGUAGE sql STABLE AS $$
	SELECT r.kind, ARRAY(SELECT t.id FROM psq.ticket t
		WHERE t.state = 'closed' AND t.closed_at < now() - r.keep
		AND NOT psq.is_held(t.id) AND CASE r.kind
			WHEN 'bytes' THEN t.purged_at IS NULL AND EXISTS (
				SELECT FROM psq.message m JOIN psq.raw w
				ON w.message = m.id WHERE m.ticket = t.id)
			WHEN 'words' THEN t.purged_at IS NULL
			ELSE t.purged_at IS NOT NULL END
		ORDER BY t.closed_at LIMIT at_most)
	FROM psq.retention r WHERE r.kind IN ('bytes', 'words', 'ticket')
	UNION ALL
	SELECT r.kind, ARRAY(SELECT m.id FROM psq.message m
		WHERE m.ticket IS NULL AND m.purged_at IS NULL
			AND m.received_at < now() - r.keep
		ORDER BY m.id LIMIT at_most)
	FROM psq.retention r WHERE r.kind = 'automatic'
$$;

-- Drops the partitions of past months of whose bytes none is needed any more,
-- and makes those of months to come: a transaction of its own, since who takes
-- mail in waits for its end. Gives how many were dropped.
CREATE OR REPLACE FUNCTION psq.purge_months() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp
SET lock_timeout = '500ms' AS $$
DECLARE
	name text;
	dropped bigint := 0;
	needed boolean;
	n bigint;
BEGIN
	FOR name IN SELECT c.relname FROM pg_inherits i
		JOIN pg_class c ON c.oid = i.inhrelid
		WHERE i.inhparent = 'psq.raw'::regclass
			AND c.relname ~ '^raw_\d{4}_\d\d$'
			AND c.relname < 'raw_' || to_char(now(), 'YYYY_MM')
		ORDER BY 1
	LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM psq.%I w
			JOIN psq.message m ON m.id = w.message
			LEFT JOIN psq.ticket t ON t.id = m.ticket
			WHERE NOT coalesce(CASE WHEN m.ticket IS NULL
				THEN m.received_at < now() - (SELECT keep
					FROM psq.retention WHERE kind = ''automatic'')
				ELSE t.closed_at < now() - (SELECT keep
					FROM psq.retention WHERE kind = ''bytes'')
					AND NOT psq.is_held(t.id) END, false))', name)
			INTO needed;
		CONTINUE WHEN needed;
		EXECUTE format('SELECT count(*) FROM psq.%I', name) INTO n;
		EXECUTE format('DROP TABLE psq.%I', name);
		PERFORM psq.register_purge('month', NULL, n, name);
		dropped := dropped + 1;
	END LOOP;
	PERFORM psq.make_months(18);
	RETURN dropped;
END
$$;

-- One round of purging, up to so many of each kind; how many of each kind went,
-- or would go. Repeat while something went.
CREATE OR REPLACE FUNCTION psq.purge(dry_run boolean, at_most bigint)
RETURNS TABLE (kind text, count bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	p record;
	its_id bigint;
	n bigint;
BEGIN
	FOR p IN SELECT * FROM psq.purgeable(at_most) LOOP
		kind := p.kind;
		count := cardinality(p.ids);
		RETURN NEXT;
		CONTINUE WHEN dry_run OR count = 0;
		IF p.kind = 'automatic' THEN
			DELETE FROM psq.raw WHERE message = ANY (p.ids);
			PERFORM psq.blank_messages(p.ids);
			PERFORM psq.register_purge(p.kind, NULL, count,
				'over its time');
			CONTINUE;
		END IF;
		FOREACH its_id IN ARRAY p.ids LOOP
			n := 1;
			PERFORM psq.register_purge(p.kind, (SELECT number
				FROM psq.ticket WHERE id = its_id), n, 'over its time');
			CASE p.kind
			WHEN 'bytes' THEN PERFORM psq.remove_bytes(its_id);
			WHEN 'words' THEN PERFORM psq.remove_words(its_id);
			ELSE PERFORM psq.remove_ticket(its_id);
			END CASE;
		END LOOP;
	END LOOP;
	IF dry_run THEN
		RETURN;
	END IF;
	DELETE FROM psq.read_log l USING psq.retention r
		WHERE r.kind = 'reads' AND l.at < now() - r.keep;
	GET DIAGNOSTICS n = ROW_COUNT;
	PERFORM psq.register_purge('reads', NULL, n, 'over its time');
	DELETE FROM psq.session s USING psq.retention r
		WHERE r.kind = 'sessions' AND s.ends_at < now() - r.keep;
	GET DIAGNOSTICS n = ROW_COUNT;
	PERFORM psq.register_purge('sessions', NULL, n, 'over its time');
END
$$;

-- The tickets of a person: whose address or phone (in any form) this is.
CREATE OR REPLACE FUNCTION psq.tickets_of(person text)
RETURNS TABLE (id bigint, number text, held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	SELECT t.id, t.number, psq.is_held(t.id) FROM psq.ticket t
	WHERE t.id IN (SELECT m.ticket FROM psq.message m
		WHERE lower(m.from_address) = lower(trim(person))
		UNION SELECT c.ticket FROM psq.contact c
		WHERE c.phones::text[] @> ARRAY[psq.phone_of(person)])
	ORDER BY t.id
$$;

-- Erases a person's words now (GDPR, article 17), in all states. Refused with
-- PQ009 where one of the tickets is held. Gives the tickets' numbers.
CREATE OR REPLACE FUNCTION psq.erase(person text, why text)
RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	t record;
BEGIN
	IF trim(coalesce(why, '')) = '' THEN
		PERFORM psq.refuse('PQ006', 'a reason is missing');
	END IF;
	FOR t IN SELECT * FROM psq.tickets_of(person) LOOP
		IF t.held THEN
			PERFORM psq.refuse('PQ009', format('ticket %s is held',
				t.number));
		END IF;
		PERFORM psq.remove_words(t.id);
		PERFORM psq.register_purge('erased', t.number, 1, why);
		RETURN NEXT t.number;
	END LOOP;
END
$$;

-- All that is held on a ticket but the bytes, as one object, for an archive.
CREATE OR REPLACE FUNCTION psq.bundle(of_number text)
RETURNS TABLE (what text, content jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	SELECT x.what, x.content FROM psq.ticket t, LATERAL (
		SELECT 'ticket', to_jsonb(t) || jsonb_build_object('contact',
			(SELECT to_jsonb(c) FROM psq.contact c WHERE c.ticket = t.id),
			'flags_because', (SELECT jsonb_agg(to_jsonb(f))
				FROM psq.flag f WHERE f.ticket = t.id))
		UNION ALL SELECT 'readings', coalesce(jsonb_agg(to_jsonb(m)
			- 'sha256' || jsonb_build_object('sha256',
			encode(m.sha256, 'hex')) ORDER BY m.id), '[]')
			FROM psq.message m WHERE m.ticket = t.id
		UNION ALL SELECT 'entries', coalesce(jsonb_agg(to_jsonb(e)
			|| jsonb_build_object('by', a.login, 'salt',
			encode(e.salt, 'hex')) ORDER BY e.id), '[]')
			FROM psq.entry e JOIN psq.account a ON a.id = e.account
			WHERE e.ticket = t.id
		UNION ALL SELECT 'letters', coalesce(jsonb_agg(to_jsonb(l) - 'bytes'
			ORDER BY l.id), '[]')
			FROM psq.letter l WHERE l.ticket = t.id
		UNION ALL SELECT 'events', coalesce(jsonb_agg(to_jsonb(e)
			|| jsonb_build_object('hash', encode(e.hash, 'hex'))
			ORDER BY e.id), '[]')
			FROM psq.event e WHERE e.ticket = t.id
	) x (what, content)
	WHERE t.number = of_number
$$;

REVOKE ALL ON FUNCTION psq.is_held, psq.remove_bytes, psq.blank_letters, psq.blank_messages,
	psq.remove_words, psq.remove_ticket, psq.register_purge, psq.purgeable,
	psq.purge_months, psq.purge, psq.tickets_of, psq.erase, psq.bundle
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.purge, psq.purge_months, psq.tickets_of, psq.erase, psq.bundle
	TO psq_admin;
