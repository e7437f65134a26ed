-- correct.sql - a delegate says what was read wrongly
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; needs functions/action.sql.

-- All flags that are right (empty: none), and the topic. The words of the
-- message with them become a training message (psq.correction).
CREATE FUNCTION desk.correct_flags(number text, expected integer,
	right_flags text[], right_topic text) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('correct_flags', number, expected);
BEGIN
	IF right_flags IS NULL OR right_topic IS NULL THEN
		PERFORM psq.refuse('PQ006', 'flags or topic');
	END IF;
	DELETE FROM psq.flag WHERE ticket = t.id
		AND NOT flag::text = ANY (right_flags);
	INSERT INTO psq.flag (ticket, flag, score, evidence)
		SELECT DISTINCT t.id, f, 1, '[]'::jsonb FROM unnest(right_flags) f
		ON CONFLICT DO NOTHING;
	UPDATE psq.ticket SET topic = right_topic WHERE id = t.id;
	INSERT INTO psq.correction (message, actor, flags, topic)
		SELECT m.id, (psq.acting()).login, right_flags, right_topic
		FROM psq.message m WHERE m.ticket = t.id ORDER BY m.id LIMIT 1;
	RETURN psq.record(t, 'flags_corrected');
EXCEPTION WHEN check_violation THEN
	PERFORM psq.refuse('PQ006', 'an unknown flag or topic');
END
$$;

-- What is right of a contact: the members that the object has, of surname,
-- given_name, phones, channel, anonymous, call_hours, place. The event tells
-- which, the entry what they were and are.
CREATE FUNCTION desk.correct_contact(number text, expected integer,
	right_contact jsonb) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
	t psq.ticket := psq.begin_action('correct_contact', number, expected);
	was jsonb;
	c psq.contact;
BEGIN
	IF jsonb_typeof(right_contact) IS DISTINCT FROM 'object'
		OR right_contact = '{}' OR EXISTS (
		SELECT FROM jsonb_object_keys(right_contact) k
		WHERE k NOT IN ('surname', 'given_name', 'phones', 'channel',
			'anonymous', 'call_hours', 'place')) THEN
		PERFORM psq.refuse('PQ006', 'a contact');
	END IF;
	IF right_contact ? 'phones' THEN
		right_contact := jsonb_set(right_contact, '{phones}', (SELECT
			coalesce(jsonb_agg(coalesce(psq.phone_of(p), p)), '[]')
			FROM jsonb_array_elements_text(right_contact -> 'phones') p));
	END IF;
	INSERT INTO psq.contact (ticket) VALUES (t.id) ON CONFLICT DO NOTHING;
	SELECT * INTO c FROM psq.contact WHERE ticket = t.id FOR UPDATE;
	was := to_jsonb(c) || jsonb_build_object('place', t.place);
	c := jsonb_populate_record(c, right_contact - 'place');
	UPDATE psq.contact SET surname = nullif(c.surname, ''),
		given_name = nullif(c.given_name, ''),
		phones = coalesce(c.phones, '{}'),
		channel = c.channel, anonymous = coalesce(c.anonymous, false),
		call_hours = nullif(c.call_hours, '')
		WHERE ticket = t.id;
	IF right_contact ? 'place' THEN
		UPDATE psq.ticket SET
			place = nullif(right_contact ->> 'place', '')
			WHERE id = t.id;
	END IF;
	RETURN psq.record(t, 'contact_corrected', psq.add_entry(t, 'contact', '',
		jsonb_build_object('before', (SELECT jsonb_object_agg(key, value)
			FROM jsonb_each(was) WHERE right_contact ? key),
			'after', right_contact))
		|| jsonb_build_object('of', (SELECT jsonb_agg(k ORDER BY k)
			FROM jsonb_object_keys(right_contact) k)));
EXCEPTION WHEN data_exception OR check_violation OR not_null_violation THEN
	PERFORM psq.refuse('PQ006', 'a contact');
END
$$;
