-- 0041_deadline.sql - working days, and when the first answer is due
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Functions, but of a migration: what 0042 sets up calls them before
-- functions/ are run.

ALTER TABLE psq.station
	ADD COLUMN answer_days smallint NOT NULL DEFAULT 5 CHECK
		(answer_days BETWEEN 1 AND 60);
COMMENT ON COLUMN psq.station.answer_days IS
	'working days until the first answer is due; by default five, which is the '
	'one week that Services Publics + promises for what comes by e-mail';

-- The department in which a station lies: its code begins with it.
CREATE FUNCTION psq.department_of(station text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
	SELECT left(station, CASE WHEN station ~ '^9[78]' THEN 3 ELSE 2 END)
$$;

-- Easter Sunday, by the algorithm of Meeus, Jones and Butcher.
CREATE FUNCTION psq.easter(of_year integer) RETURNS date
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	a integer := of_year % 19;
	b integer := of_year / 100;
	c integer := of_year % 100;
	h integer := (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	l integer := (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	m integer := (a + 11 * h + 22 * l) / 451;
	n integer := h + l - 7 * m + 114;
BEGIN
	RETURN make_date(of_year, n / 31, n % 31 + 1);
END
$$;

-- Public holidays (code du travail, L3133-1); in Moselle and Alsace Good Friday
-- and the 26th of December too (L3134-13), the former in every commune here
-- and not only where there is a Protestant church; overseas the day of the
-- abolition of slavery (L3422-2).
CREATE FUNCTION psq.holidays(of_year integer, department text)
RETURNS SETOF date
LANGUAGE sql IMMUTABLE AS $$
	SELECT make_date(of_year, month, day) FROM (VALUES
		(1, 1, NULL), (5, 1, NULL), (5, 8, NULL), (7, 14, NULL),
		(8, 15, NULL), (11, 1, NULL), (11, 11, NULL), (12, 25, NULL),
		(12, 26, '{57,67,68}'), (5, 27, '{971}'), (5, 22, '{972}'),
		(6, 10, '{973}'), (12, 20, '{974}'), (4, 27, '{976}'))
		d (month, day, only_in)
		WHERE only_in IS NULL OR department = ANY (only_in::text[])
	UNION
	SELECT psq.easter(of_year) + after FROM (VALUES
		(1, NULL), (39, NULL), (50, NULL), (-2, '{57,67,68}'))
		e (after, only_in)
		WHERE only_in IS NULL OR department = ANY (only_in::text[])
$$;

CREATE FUNCTION psq.is_working_day(day date, station text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
	SELECT extract(isodow FROM day) < 6 AND day NOT IN (SELECT
		psq.holidays(extract(year FROM day)::integer,
			psq.department_of(station)))
$$;

-- The day that comes so many working days after another, which does not
-- count.
CREATE FUNCTION psq.add_working_days(day date, days integer, station text)
RETURNS date
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
	left_over integer := days;
	at date := day;
BEGIN
	WHILE left_over > 0 LOOP
		at := at + 1;
		IF psq.is_working_day(at, station) THEN
			left_over := left_over - 1;
		END IF;
	END LOOP;
	RETURN at;
END
$$;

-- When the first answer to what came at a time is due: at the end of the day,
-- Europe/Paris.
CREATE FUNCTION psq.due_after(came_at timestamptz, of_station text)
RETURNS timestamptz
LANGUAGE sql STABLE AS $$
	SELECT (psq.add_working_days(
		(came_at AT TIME ZONE 'Europe/Paris')::date,
		(SELECT answer_days FROM psq.station WHERE code = of_station),
		of_station) + 1)::timestamp AT TIME ZONE 'Europe/Paris'
$$;

REVOKE ALL ON FUNCTION psq.department_of, psq.easter, psq.holidays,
	psq.is_working_day, psq.add_working_days, psq.due_after FROM PUBLIC;
