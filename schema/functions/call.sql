-- call.sql - the hours at which a resident wishes to be called; phone numbers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable. The reader keeps the resident's own words ("après 18 h, sauf le
-- mercredi"); here they are held against a time.

-- Lower case without accents, for comparing. Only what French has; by hand,
-- since a database may have been made without a locale.
CREATE OR REPLACE FUNCTION psq.fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT lower(translate(replace(replace(replace(words, 'œ', 'oe'), 'Œ',
		'oe'), 'æ', 'ae'), 'àâäáãéèêëíîïìóôöòúûüùçñÿ’ÀÂÄÉÈÊËÎÏÔÖÛÜÙÇ',
		'aaaaaeeeeiiiioooouuuucny''aaaeeeeiioouuuc'))
$$;

-- Hours of the day written in folded words, as decimals: "18 h 30" is 18.5.
CREATE OR REPLACE FUNCTION psq.hour_of(words text) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE WHEN words ~ 'midi' THEN 12 ELSE
		(regexp_match(words, '(\d{1,2})\s*(?:h|:|heures?)'))[1]::numeric
		+ coalesce((regexp_match(words,
			'\d{1,2}\s*(?:h|:|heures?)\s*(\d{2})'))[1]::numeric / 60, 0)
		END
$$;

-- The spans of a day that folded words name, each as decimal hours.
CREATE OR REPLACE FUNCTION psq.spans_of(words text) RETURNS SETOF numrange
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	hour CONSTANT text := '(?:\d{1,2}\s*(?:h|:|heures?)(?:\s*\d{2})?|midi)';
	m text[];
	found boolean := false;
BEGIN
	FOR m IN SELECT regexp_matches(words,
		'(' || hour || ')\s*(?:et|a|-|jusqu''a)\s*(' || hour || ')', 'g')
	LOOP
		found := true;
		IF psq.hour_of(m[1]) <= psq.hour_of(m[2]) THEN
			RETURN NEXT numrange(psq.hour_of(m[1]), psq.hour_of(m[2]));
		END IF;
	END LOOP;
	IF words ~ 'entre midi et deux' THEN
		found := true;
		RETURN NEXT numrange(12, 14);
	END IF;
	IF NOT found THEN
		FOR m IN SELECT regexp_matches(words,
			'(apres|a partir de|des|pas avant|avant|jusqu''a)\s*('
				|| hour || ')', 'g')
		LOOP
			found := true;
			RETURN NEXT CASE WHEN m[1] IN ('avant', 'jusqu''a')
				THEN numrange(0, psq.hour_of(m[2]))
				ELSE numrange(psq.hour_of(m[2]), 24) END;
		END LOOP;
	END IF;
	IF NOT found THEN
		RETURN QUERY SELECT s.span FROM (VALUES
			('matin', numrange(7, 12)), ('apres-midi', numrange(12, 18)),
			('soir', numrange(17, 22))) s (name, span)
			WHERE words ~ ('\m' || s.name);
	END IF;
END
$$;

-- False where a time is surely outside of what the words ask for; what they
-- leave open is true.
CREATE OR REPLACE FUNCTION psq.within_hours(wish text, at timestamptz)
RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
	words text := psq.fold(wish);
	paris timestamp := at AT TIME ZONE 'Europe/Paris';
	day text := (ARRAY['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi',
		'samedi', 'dimanche'])[extract(isodow FROM paris)];
	weekend boolean := extract(isodow FROM paris) > 5;
	days CONSTANT text := '(lundi|mardi|mercredi|jeudi|vendredi|samedi'
		'|dimanche)';
	but text := substring(words FROM '(?:sauf|pas|excepte)\s+(?:le |les |'
		'en |ce )?((?:' || days || 's?(?:,|\s+et|\s+ni|\s+le|\s)*)+)');
	wanted text := words;
	decimal_hour numeric := extract(epoch FROM paris::time) / 3600;
BEGIN
	IF wish IS NULL OR at IS NULL THEN
		RETURN true;
	END IF;
	IF but IS NOT NULL THEN
		IF but ~ day THEN
			RETURN false;
		END IF;
		wanted := replace(words, but, '');
	END IF;
	IF wanted ~ 'week-?end' AND NOT weekend AND wanted !~ '(sauf|pas) le week'
		OR wanted ~ '(sauf|pas) le week-?end' AND weekend
		OR wanted ~ 'en semaine' AND weekend
		OR wanted ~ days AND wanted !~ day
			AND wanted !~ ('\m(du|de) ' || days || ' (au|a) ')
	THEN
		RETURN false;
	END IF;
	RETURN NOT EXISTS (SELECT FROM psq.spans_of(wanted))
		OR EXISTS (SELECT FROM psq.spans_of(wanted) span
			WHERE span @> decimal_hour);
END
$$;

-- A phone number as anybody writes it, as E.164; NULL if it is none. What has
-- no country is French.
CREATE OR REPLACE FUNCTION psq.phone_of(written text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE
		WHEN n ~ '^\+33[1-9]\d{8}$' THEN n
		WHEN n ~ '^\+330[1-9]\d{8}$' THEN '+33' || substr(n, 5)
		WHEN n ~ '^0[1-9]\d{8}$' THEN '+33' || substr(n, 2)
		WHEN n ~ '^\+[1-9]\d{5,14}$' THEN n
		END
	FROM (SELECT regexp_replace(regexp_replace(written, '[^0-9+]', '', 'g'),
		'^00', '+') AS n) s
$$;

REVOKE ALL ON FUNCTION psq.fold, psq.hour_of, psq.spans_of, psq.within_hours,
	psq.phone_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.fold, psq.hour_of, psq.spans_of,
	psq.within_hours, psq.phone_of TO psq_clerk;
