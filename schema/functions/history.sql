-- history.sql - is the history of a station as it was written?
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Repeatable; migration 0043 has the chain itself. What the chain can't tell
-- is that somebody with all rights wrote it anew from end to end: for that the
-- heads which psqctl audit verify prints are kept elsewhere, and compared.

-- What is wrong with the events of a station (NULL: all), each with the seq
-- at which it shows. Entries that were purged are missed by nobody:
-- psq.ticket.purged_at tells.
CREATE OR REPLACE FUNCTION psq.audit_verify(of_station text)
RETURNS TABLE (station text, seq bigint, problem text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	WITH chain AS (
		SELECT e.station, e.seq, e.hash, psq.event_digest(coalesce(
			lag(e.hash) OVER w, decode(repeat('00', 32), 'hex')), e)
			AS right_hash, e.seq - coalesce(lag(e.seq) OVER w, 0) AS step
		FROM psq.event e
		WHERE e.seq IS NOT NULL AND e.station =
			coalesce(of_station, e.station)
		WINDOW w AS (PARTITION BY e.station ORDER BY e.seq, e.id)
	), last AS (
		SELECT DISTINCT ON (c.station) c.* FROM chain c
		ORDER BY c.station, c.seq DESC
	)
	SELECT c.station::text, c.seq, 'changed' FROM chain c
		WHERE c.hash <> c.right_hash
	UNION ALL
	SELECT c.station, c.seq - 1, CASE WHEN c.step > 1 THEN 'missing'
		ELSE 'twice' END FROM chain c WHERE c.step <> 1
	UNION ALL
	SELECT h.station, h.seq, CASE
		WHEN h.seq > coalesce(l.seq, 0) THEN 'cut short'
		WHEN h.seq < l.seq THEN 'too long' ELSE 'head changed' END
	FROM psq.event_head h LEFT JOIN last l ON l.station = h.station
	WHERE h.station = coalesce(of_station, h.station)
		AND (h.seq <> coalesce(l.seq, 0) OR l.hash <> h.hash)
	UNION ALL
	SELECT m.station, NULL, 'without a seq' FROM (SELECT DISTINCT
		coalesce(e.mailbox, t.mailbox) AS mailbox FROM psq.event e
		LEFT JOIN psq.ticket t ON t.id = e.ticket WHERE e.seq IS NULL) e
	JOIN psq.mailbox m ON m.id = e.mailbox
	WHERE m.station = coalesce(of_station, m.station)
		AND NOT EXISTS (SELECT FROM psq.event s,
			psq.unchained_digest(m.station) d
			WHERE s.station = m.station AND s.what = 'chain_started'
				AND s.detail ->> 'sha256' = encode(d.digest, 'hex'))
	UNION ALL
	SELECT e.station, e.seq, CASE WHEN n.id IS NULL THEN 'entry missing'
		ELSE 'entry changed' END
	FROM psq.event e LEFT JOIN psq.entry n
		ON n.id = (e.detail ->> 'entry')::bigint
	WHERE e.detail ? 'entry' AND e.station = coalesce(of_station, e.station)
		AND CASE WHEN n.id IS NULL THEN EXISTS (SELECT FROM psq.ticket t
				WHERE t.id = e.ticket AND t.purged_at IS NULL)
			ELSE e.detail ->> 'sha256' <> psq.entry_digest(n) END
$$;

-- The head of each station's history, to keep elsewhere.
CREATE OR REPLACE FUNCTION psq.audit_heads(of_station text)
RETURNS TABLE (station text, events bigint, hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = psq, pg_temp AS $$
	SELECT h.station::text, h.seq, encode(h.hash, 'hex')
	FROM psq.event_head h
	WHERE h.station = coalesce(of_station, h.station)
	ORDER BY h.station
$$;

REVOKE ALL ON FUNCTION psq.audit_verify, psq.audit_heads FROM PUBLIC;
GRANT EXECUTE ON FUNCTION psq.audit_verify, psq.audit_heads TO psq_admin;
