#!/usr/bin/env bats
# odd-messages.bats - messages without a head, a body, a sense, or an end
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

# take FILE...: delivers and takes in; all must be in the ledger.
take() {
	world_deliver "$BELFORT" "$@"
	psqd_once
	same 0 "$status"
	same $# "$(ledger)"
}

# One ticket, and the next message is taken in as well.
ticket_and_next() {
	take "$1" "$(letter "$OUT/next.eml")"
	answers 'ticket ticket' \
		"SELECT string_agg(fate, ' ' ORDER BY uid) FROM psq.ledger"
}

@test "an empty message: a ticket" {
	: >"$OUT/empty.eml"
	ticket_and_next "$OUT/empty.eml"
}

@test "nothing but an empty line: a ticket" {
	echo >"$OUT/line.eml"
	ticket_and_next "$OUT/line.eml"
}

@test "no From, no Date, no Message-ID: a ticket with what there is" {
	printf 'Subject: Bruit\n\nIl y a du bruit rue des Essais.\n' >"$OUT/bare.eml"
	ticket_and_next "$OUT/bare.eml"
	answers 'Bruit|||Il y a du bruit rue des Essais.' \
		"SELECT subject, from_address, message_id, trim(said, E' \n')
		FROM psq.message WHERE subject = 'Bruit'"
	answers t "SELECT received_at > now() - interval '1 hour' FROM psq.message
		WHERE subject = 'Bruit'"
}

@test "a head without a body, and without its last line end: a ticket" {
	printf 'From: a@exemple.example\nSubject: Rappelez-moi 06 39 98 12 34' \
		>"$OUT/head.eml"
	ticket_and_next "$OUT/head.eml"
}

@test "a body without a head: a ticket" {
	printf '\nBonjour, du bruit au 3 rue des Essais.\n' >"$OUT/body.eml"
	ticket_and_next "$OUT/body.eml"
}

@test "NUL bytes and bytes of no encoding: a ticket, the bytes kept" {
	printf 'From: a@exemple.example\nSubject: x\n\nbon\0jour \377\376 \200\n' \
		>"$OUT/nul.eml"
	take "$OUT/nul.eml"
	same 1 "$(tickets)"
	answers t "SELECT position('\\x626f6e'::bytea IN bytes) > 0 FROM psq.raw"
}

@test "lines of the head that are none: a ticket" {
	printf 'From a mailbox\n: nothing\nSubject\nFrom: a@exemple.example\n\nBonjour\n' \
		>"$OUT/lines.eml"
	ticket_and_next "$OUT/lines.eml"
}

@test "a multipart that never ends, and one without a boundary: tickets" {
	printf '%s\n' 'From: a@exemple.example' 'MIME-Version: 1.0' \
		'Content-Type: multipart/mixed; boundary="b"' '' '--b' '' \
		'Du bruit rue des Essais.' >"$OUT/open.eml"
	printf '%s\n' 'From: b@exemple.example' 'MIME-Version: 1.0' \
		'Content-Type: multipart/mixed' '' 'Du bruit.' >"$OUT/none.eml"
	take "$OUT/open.eml" "$OUT/none.eml"
	same 2 "$(tickets)"
}

@test "a Message-ID that another message has: two tickets" {
	letter "$OUT/one.eml" Premier
	sed 's/Premier/Second/' "$OUT/one.eml" >"$OUT/two.eml"
	take "$OUT/one.eml" "$OUT/two.eml"
	same 2 "$(tickets)"
}

@test "every message of the corpus has a fate, none is in quarantine" {
	take "$top_srcdir"/tests/corpus/*.eml
	answers 0 "SELECT count(*) FROM psq.ledger WHERE fate = 'quarantined'"
}

@test "a message over the limit: a ticket from its beginning, said so" {
	local big=$OUT/big.eml
	{
		printf '%s\n' 'From: a@exemple.example' 'Subject: Photos' \
			'MIME-Version: 1.0' \
			'Content-Type: multipart/mixed; boundary="b"' '' '--b' \
			'Content-Type: text/plain; charset=utf-8' '' \
			'Voici les photos du trottoir.' '--b' \
			'Content-Type: image/jpeg; name="photo.jpg"' \
			'Content-Transfer-Encoding: base64' ''
		head -c 3000000 /dev/zero | base64
		echo '--b--'
	} >"$big"
	WORLD_SETTINGS='max_message_bytes = 1500000' world_conf >"$WORLD_CONF"
	take "$big" "$(letter "$OUT/next.eml")"
	same 2 "$(tickets)"
	answers 'f|t|t' "SELECT r.complete, length(r.bytes) < 1500000,
			r.size_on_server > 4000000
		FROM psq.raw r JOIN psq.message m ON m.id = r.message
		WHERE m.subject = 'Photos'"
	run world_psqctl tickets show "$(world_sql "SELECT number FROM psq.ticket
		JOIN psq.message m ON m.ticket = psq.ticket.id
		WHERE m.subject = 'Photos'")"
	has 'trop volumineux'
	has 'Voici les photos du trottoir.'
}

@test "a message just under the limit is taken in whole" {
	{
		letter "$OUT/one.eml" >/dev/null
		cat "$OUT/one.eml"
		head -c 900000 /dev/zero | base64
	} >"$OUT/long.eml"
	WORLD_SETTINGS='max_message_bytes = 1500000' world_conf >"$WORLD_CONF"
	take "$OUT/long.eml"
	answers t 'SELECT complete AND length(bytes) = size_on_server FROM psq.raw'
}

# Every message can be read. What the database refuses goes to quarantine as
# well: here a trigger that some later version may have brought along.
refuse() {
	world_sql "CREATE FUNCTION psq.refuse() RETURNS trigger
		LANGUAGE plpgsql AS \$\$ BEGIN
			RAISE check_violation USING MESSAGE = 'not this one';
		END \$\$;
		CREATE TRIGGER refuse BEFORE INSERT ON psq.message FOR EACH ROW
		WHEN (NEW.subject = 'Refusez-moi') EXECUTE FUNCTION psq.refuse()"
}

# A head that is longer than what is read of one (parsers/limits.h).
endless_head() {
	printf 'From: a@exemple.example\n'
	awk 'BEGIN { for (i = 0; i < 6000; i++)
		printf "X-Filler-%d: %060d\n", i, i }'
	printf 'Subject: x\n\nBonjour\n'
}

@test "a head without end: a ticket, said so" {
	endless_head >"$OUT/endless.eml"
	ticket_and_next "$OUT/endless.eml"
	run world_psqctl tickets show "$(world_sql "SELECT number FROM psq.ticket
		JOIN psq.message m ON m.ticket = psq.ticket.id
		WHERE m.subject = 'x'")"
	has 'en-tête démesuré'
}

@test "what can't be filed: quarantine with bytes and reason, the next goes on" {
	refuse
	letter "$OUT/refused.eml" Refusez-moi >/dev/null
	take "$OUT/refused.eml" "$(letter "$OUT/next.eml")"
	answers 'quarantined ticket' \
		"SELECT string_agg(fate, ' ' ORDER BY uid) FROM psq.ledger"
	has ': uid 1: quarantined: '
	answers "$(sed 's/$/\r/' "$OUT/refused.eml" | sha256sum | cut -c 1-64)" \
		"SELECT encode(sha256(bytes), 'hex') FROM psq.quarantine"
	psqd_once
	same 0 "$status"
	same 2 "$(ledger)"
}

@test "psqctl quarantine: list, show, discard with a reason, retry" {
	local id
	refuse
	letter "$OUT/refused.eml" Refusez-moi >/dev/null
	take "$OUT/refused.eml"
	run world_psqctl quarantine list
	same 0 "$status"
	has "$BELFORT"
	has 'à voir'
	id=$(world_sql 'SELECT id FROM psq.quarantine')
	world_psqctl quarantine show "$id" >"$OUT/shown.eml"
	sed 's/$/\r/' "$OUT/refused.eml" | cmp - "$OUT/shown.eml"
	run world_psqctl quarantine retry "$id"
	same 1 "$status"
	run world_psqctl quarantine discard "$id"
	same 1 "$status"
	run world_psqctl quarantine discard --reason 'rien à lire' "$id"
	same 0 "$status"
	run world_psqctl quarantine list
	lacks "$BELFORT"
	run world_psqctl quarantine list --all
	has écarté
	answers 'discarded|rien à lire|t' "SELECT state, decided_why,
		bytes IS NOT NULL FROM psq.quarantine"
	run world_psqctl quarantine show 9999
	same 1 "$status"
}
