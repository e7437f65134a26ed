-- 0044_chain.sql - each chain begins with the digest of what was before it
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Reads only, so that nobody waits: 0043 lets no more event in without a seq.

CREATE FUNCTION psq.unchained_digest(of_station text, OUT events bigint,
	OUT digest bytea)
LANGUAGE sql STABLE SET search_path = psq, pg_temp AS $$
	SELECT count(*), sha256(convert_to(coalesce(string_agg(
		encode(psq.event_digest('', e), 'hex'), '' ORDER BY e.id), ''),
		'UTF8'))
	FROM psq.event e
	LEFT JOIN psq.ticket t ON t.id = e.ticket
	LEFT JOIN psq.mailbox m ON m.id = coalesce(e.mailbox, t.mailbox)
	WHERE e.seq IS NULL AND m.station = of_station
$$;
REVOKE ALL ON FUNCTION psq.unchained_digest FROM PUBLIC;

INSERT INTO psq.event (mailbox, what, detail)
	SELECT m.id, 'chain_started', jsonb_build_object('events', d.events,
		'sha256', encode(d.digest, 'hex'))
	FROM (SELECT station, min(id) AS id FROM psq.mailbox
		GROUP BY station ORDER BY station) m,
		psq.unchained_digest(m.station) d
	WHERE d.events > 0;
