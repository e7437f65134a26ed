-- 0047_search.sql - what tickets can be found by
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Found by: the resident's own words, subject, place, the delegates' notes, the
-- resident's name and phones. Not by what others wrote (quoted), and not by
-- the names of those whom a resident accuses: names that stand in the text
-- are left out, as far as their capitals tell (psq.without_names). The law on
-- files allows no directory of accused neighbours to arise here.

CREATE SCHEMA IF NOT EXISTS psq_ext;
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA psq_ext;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA psq_ext;
CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA psq_ext;
GRANT USAGE ON SCHEMA psq_ext TO psq_clerk;

CREATE TEXT SEARCH CONFIGURATION psq.french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION psq.french
	ALTER MAPPING FOR hword, hword_part, word
	WITH psq_ext.unaccent, french_stem;

CREATE TABLE psq.search (
	ticket bigint PRIMARY KEY REFERENCES psq.ticket ON DELETE CASCADE,
	station text NOT NULL,
	words tsvector NOT NULL,
	names text NOT NULL
);
CREATE INDEX search_words ON psq.search USING gin (station, words)
	WITH (fastupdate = off);
CREATE INDEX search_names ON psq.search
	USING gin (station, names psq_ext.gin_trgm_ops) WITH (fastupdate = off);
COMMENT ON TABLE psq.search IS
	'kept by triggers; nobody reads it but psq.search_ids, whose station is '
	'that of who acts';
COMMENT ON COLUMN psq.search.words IS
	'weight A subject, place, name; B own words; C notes; and each phone as '
	'"#" with its last nine digits';
COMMENT ON COLUMN psq.search.names IS
	'of the resident, folded, for names that are written otherwise';

-- Names of persons in running words: after a title, or with a capital inside
-- of a sentence. Places are found by the ticket's place.
CREATE FUNCTION psq.without_names(said text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT regexp_replace(regexp_replace(said,
		'\m(M\.|Mr\.?|Mme|Mlle|Monsieur|Madame|Mademoiselle|Docteur|Dr\.?|'
		'monsieur|madame|mademoiselle)'
		'(\s+([A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ''’-]*|de|du))+', ' ', 'g'),
		'(?<=[a-zà-öø-ÿ,;:)’'']\s)[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]'
		'[A-Za-zÀ-ÖØ-öø-ÿ''’-]*', ' ', 'g')
$$;

CREATE FUNCTION psq.search_row(its_id bigint) RETURNS psq.search
LANGUAGE sql STABLE SET search_path = psq, psq_ext, pg_temp AS $$
	SELECT ROW(t.id, t.station,
		setweight(to_tsvector('psq.french', concat_ws(' ', m.subjects,
			t.place, t.commune_name)), 'A')
		|| setweight(to_tsvector('simple', n.names), 'A')
		|| setweight(to_tsvector('psq.french', left(m.said, 100000)), 'B')
		|| setweight(to_tsvector('psq.french', left(e.body, 100000)), 'C')
		|| array_to_tsvector(ARRAY(SELECT DISTINCT '#' || right(p, 9)
			FROM unnest(c.phones) p)),
		n.names)::psq.search
	FROM psq.ticket t
	LEFT JOIN psq.contact c ON c.ticket = t.id
	CROSS JOIN LATERAL (SELECT
		coalesce(string_agg(psq.without_names(subject), ' '), '') AS subjects,
		coalesce(string_agg(psq.without_names(said), ' '), '') AS said,
		string_agg(DISTINCT from_name, ' ') AS from_names
		FROM psq.message WHERE ticket = t.id) m
	CROSS JOIN LATERAL (SELECT coalesce(string_agg(body, ' '), '') AS body
		FROM psq.entry WHERE ticket = t.id) e
	CROSS JOIN LATERAL (SELECT lower(psq_ext.unaccent('psq_ext.unaccent',
		concat_ws(' ', c.given_name, c.surname, m.from_names))) AS names) n
	WHERE t.id = its_id
$$;

CREATE FUNCTION psq.keep_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	its_id bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
	s psq.search;
BEGIN
	SELECT * INTO s FROM psq.search_row(its_id);
	IF s.ticket IS NOT NULL THEN
		INSERT INTO psq.search VALUES (s.*)
			ON CONFLICT (ticket) DO UPDATE SET station = excluded.station,
			words = excluded.words, names = excluded.names;
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER search AFTER INSERT ON psq.message FOR EACH ROW
	WHEN (NEW.ticket IS NOT NULL)
	EXECUTE FUNCTION psq.keep_search('ticket');
CREATE TRIGGER search AFTER INSERT ON psq.entry FOR EACH ROW
	EXECUTE FUNCTION psq.keep_search('ticket');
CREATE TRIGGER search AFTER UPDATE ON psq.contact FOR EACH ROW
	EXECUTE FUNCTION psq.keep_search('ticket');
CREATE TRIGGER search AFTER UPDATE OF place, station ON psq.ticket
	FOR EACH ROW WHEN (OLD.place IS DISTINCT FROM NEW.place
		OR OLD.station <> NEW.station)
	EXECUTE FUNCTION psq.keep_search('id');
REVOKE ALL ON FUNCTION psq.without_names, psq.search_row, psq.keep_search
	FROM PUBLIC;
