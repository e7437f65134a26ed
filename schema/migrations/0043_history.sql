-- 0043_history.sql - events form one chain a station
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- functions/history.sql says how. Events from before have no seq; the event
-- chain_started of their station holds the digest of them all (0044).

ALTER TABLE psq.event
	ADD COLUMN station psq.station_code,
	ADD COLUMN seq bigint CHECK (seq > 0),
	ADD COLUMN account bigint,
	ADD COLUMN before jsonb,
	ADD COLUMN after jsonb,
	ADD COLUMN hash psq.digest,
	ADD CONSTRAINT chained CHECK
		(num_nonnulls(station, seq, hash) IN (0, 3)),
	-- History outlives the ticket.
	DROP CONSTRAINT event_ticket_fkey;
COMMENT ON COLUMN psq.event.seq IS 'from 1 on, without a gap, in its station';
COMMENT ON COLUMN psq.event.account IS 'the delegate who acted';
COMMENT ON COLUMN psq.event.before IS
	'what of the ticket this changed, as it was; nothing about a person';
COMMENT ON COLUMN psq.event.hash IS
	'SHA-256 of the hash before it and of this event';

CREATE TABLE psq.event_head (
	station psq.station_code PRIMARY KEY REFERENCES psq.station,
	seq bigint NOT NULL DEFAULT 0,
	hash psq.digest NOT NULL DEFAULT decode(repeat('00', 32), 'hex')
);
COMMENT ON TABLE psq.event_head IS
	'the last event of each station; who writes events of a station holds its '
	'row first';

-- What a hash stands for: every column but id, which says nothing, and hash.
-- jsonb writes itself in one way only.
CREATE FUNCTION psq.event_digest(hash_before bytea, e psq.event)
RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT sha256(hash_before || convert_to(jsonb_build_array(e.station,
		e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
		e.ticket, e.mailbox, e.account, e.actor, e.what, e.detail, e.before,
		e.after)::text, 'UTF8'))
$$;

-- Locks the history of a station until the transaction ends. Whoever locks
-- more does it in this order: mailbox, history (by station), ticket counter,
-- tickets (by id). So nobody waits for who waits for him.
CREATE FUNCTION psq.lock_station(of_station text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
BEGIN
	PERFORM FROM psq.event_head WHERE station = of_station
		FOR NO KEY UPDATE;
	IF NOT FOUND THEN
		INSERT INTO psq.event_head (station) VALUES (of_station)
			ON CONFLICT DO NOTHING;
		PERFORM FROM psq.event_head WHERE station = of_station
			FOR NO KEY UPDATE;
	END IF;
END
$$;

-- Gives an event its place in the chain of its station: the one that it
-- names, else the ticket's, else the mailbox's.
CREATE FUNCTION psq.chain_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = psq, pg_temp AS $$
DECLARE
	head psq.event_head;
BEGIN
	NEW.station := coalesce(NEW.station,
		(SELECT station FROM psq.ticket WHERE id = NEW.ticket),
		(SELECT station FROM psq.mailbox WHERE id = NEW.mailbox));
	IF NEW.station IS NULL THEN
		RAISE EXCEPTION 'an event of nothing'
			USING ERRCODE = 'check_violation';
	END IF;
	PERFORM psq.lock_station(NEW.station);
	SELECT * INTO head FROM psq.event_head WHERE station = NEW.station;
	NEW.seq := head.seq + 1;
	NEW.hash := psq.event_digest(head.hash, NEW);
	UPDATE psq.event_head SET seq = NEW.seq, hash = NEW.hash
		WHERE station = NEW.station;
	RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION psq.event_digest, psq.lock_station, psq.chain_event
	FROM PUBLIC;
CREATE TRIGGER event_chain BEFORE INSERT ON psq.event
	FOR EACH ROW EXECUTE FUNCTION psq.chain_event();
