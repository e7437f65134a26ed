#!/usr/bin/env bats
# ledger.bats - what the ledger says, checked against the server
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

TODAY=$(TZ=Europe/Paris date +%F)

# says_ledger STATUS ARGUMENT...: psqctl ledger of Belfort.
says_ledger() {
	local expected=$1
	shift
	run world_psqctl ledger "$@" "$BELFORT"
	same "$expected" "$status"
}

# first_look VALUE: what the key of Belfort's mailbox says.
first_look() {
	world_conf "$(world_mailbox "$BELFORT" 90 "first_look = \"$1\"")" \
		>"$WORLD_CONF"
}

# backdate UID DAY: what the server says of when a message came.
backdate() {
	find "$WORLD/imap/mail/$BELFORT"/{cur,new} -type f | sort |
		sed -n "$1p" | xargs touch -d "$2 12:00"
}

@test "the ledger says what became of each message, without a gap" {
	letters "$OUT/in" 3
	letter "$OUT/auto.eml" 'Absence' >/dev/null
	sed -i '1i Auto-Submitted: auto-replied' "$OUT/auto.eml"
	world_deliver "$BELFORT" "$OUT/in"/*.eml "$OUT/in/0001.eml" \
		"$OUT/auto.eml"
	psqd_once
	says_ledger 0 --day "$TODAY"
	has ', 5 messages reçus = 3 demandes + 1 automatique + 1 doublon, sans lacune.'
	has '5 messages sur le serveur'
	says_ledger 0
	has 'Depuis le '
	says_ledger 0 --json
	same '[5,3,1,1,0,0,true]' "$(jq -c '[.received, .fates.ticket,
		.fates.automatic, .fates.duplicate, .lacking, .vanished, .whole]' \
		<<<"$output")"
	says_ledger 0 --day 2020-02-01
	has 'Le 1er février 2020, aucun message reçu, sans lacune.'
	says_ledger 1 --day bientôt
}

@test "before the first visit nothing is proved" {
	psqd_once
	world_sql "DELETE FROM psq.folder"
	world_sql "UPDATE psq.mailbox SET uidvalidity = NULL"
	says_ledger 1
	has 'Non vérifié'
	says_ledger 1 --day "$TODAY"
}

@test "a message that was gone before psqd saw it is told apart" {
	letters "$OUT/in" 4
	world_deliver "$BELFORT" "$OUT/in"/0001.eml
	psqd_once
	world_deliver "$BELFORT" "$OUT/in"/000[23].eml
	imap_list "$WORLD/imap" "$BELFORT" >/dev/null # gives them UIDs
	imap_expunge "$WORLD/imap" "$BELFORT" 2
	psqd_once
	has '1 UIDs below UIDNEXT are neither on the server nor in the ledger'
	says_ledger 0 --day "$TODAY"
	has '2 messages reçus = 2 demandes, sans lacune.'
	has "1 message disparu avant d'avoir été vu"
	answers 1 "SELECT count(*) FROM psq.event WHERE what = 'vanished'"
	# It is told once.
	psqd_once
	lacks 'neither on the server'
	answers 1 'SELECT count(*) FROM psq.vanished'
}

@test "what is removed after it was taken in is no gap" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	imap_expunge "$WORLD/imap" "$BELFORT" 2
	psqd_once
	answers 0 'SELECT count(*) FROM psq.vanished'
	says_ledger 0
	has '3 messages reçus = 3 demandes, sans lacune.'
}

@test "a row that the ledger lost, whose message is gone, is found" {
	letters "$OUT/in" 3
	psqd_once
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	imap_expunge "$WORLD/imap" "$BELFORT" 2
	world_sql 'DELETE FROM psq.ledger WHERE uid = 2'
	psqd_once
	has '1 UIDs below UIDNEXT are neither on the server nor in the ledger'
}

@test "a message that can't be taken in is a gap, and an alarm after a while" {
	letters "$OUT/in" 2
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	world_sql 'DELETE FROM psq.ledger WHERE uid = 2'
	# As a visit would note it whose server did not send the message.
	world_sql "SELECT psq.note_poll(mailbox, uidvalidity, 3, 2, '{2}', '{0}',
		false) FROM psq.folder WHERE shown = 2"
	says_ledger 1
	has 'avec 1 lacune'
	answers '(0,)' "SELECT psq.note_poll(mailbox, uidvalidity, 3, 2, '{2}',
		'{0}', false) FROM psq.folder WHERE lacking = 1"
	world_sql "UPDATE psq.folder SET stuck_since = now() - interval '16 min'
		WHERE lacking = 1"
	answers '(0,2)' "SELECT psq.note_poll(mailbox, uidvalidity, 3, 2, '{2}',
		'{0}', false) FROM psq.folder WHERE lacking = 1"
	answers 1 "SELECT count(*) FROM psq.event WHERE what = 'gap'"
	psqd_once
	says_ledger 0
}

@test "messages seen again under another UIDVALIDITY are not counted twice" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_once
	imap_uidvalidity_reset "$WORLD/imap" "$BELFORT"
	psqd_once
	same 3 "$(tickets)"
	says_ledger 0
	has '3 messages reçus = 3 demandes, sans lacune.'
	has '3 messages revus après une renumérotation'
}

@test "first_look now: what was there is left out, and can be had later" {
	letters "$OUT/in" 4
	world_deliver "$BELFORT" "$OUT/in"/000[123].eml
	backdate 1 2026-01-10
	backdate 2 2026-03-10
	first_look now
	psqd_once
	same 0 "$status"
	has 'first look: 3 messages of 3 left out'
	same 0 "$(tickets)"
	world_deliver "$BELFORT" "$OUT/in/0004.eml"
	psqd_once
	lacks 'left out'
	same 1 "$(tickets)"
	says_ledger 0
	has '4 messages reçus = 1 demande + 3 antérieurs laissés de côté, sans lacune.'

	run world_psqctl backfill --since 2026-03-10 "$BELFORT"
	same 0 "$status"
	has '2 messages : psqd les prendra'
	psqd_once
	same 3 "$(tickets)"
	run world_psqctl backfill "$BELFORT"
	has '1 message : psqd le prendra'
	psqd_once
	same 4 "$(tickets)"
	says_ledger 0
	has '4 messages reçus = 4 demandes, sans lacune.'
	run world_psqctl backfill "$BELFORT"
	has '0 message'
}

@test "first_look a day: what came before it is left out" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	backdate 1 2026-01-10
	backdate 2 2026-03-09
	backdate 3 2026-03-10
	first_look 2026-03-10
	psqd_once
	has 'first look: 2 messages of 3 left out'
	same 1 "$(tickets)"
}

@test "first_look: what was left out stays out under another UIDVALIDITY" {
	letters "$OUT/in" 3
	world_deliver "$BELFORT" "$OUT/in"/000[12].eml
	backdate 1 2026-01-10
	backdate 2 2026-01-11
	first_look now
	psqd_once
	world_deliver "$BELFORT" "$OUT/in/0003.eml"
	psqd_once
	same 1 "$(tickets)"
	imap_uidvalidity_reset "$WORLD/imap" "$BELFORT"
	psqd_once
	same 0 "$status"
	same 1 "$(tickets)"
	says_ledger 0
	has '3 messages reçus = 1 demande + 2 antérieurs laissés de côté, sans lacune.'
}

@test "first_look: what was left out is not touched on the server" {
	letters "$OUT/in" 2
	world_deliver "$BELFORT" "$OUT/in/0001.eml"
	world_conf "$(world_mailbox "$BELFORT" 90 'first_look = "now"' \
		'settle = "seen"')" >"$WORLD_CONF"
	psqd_once
	world_deliver "$BELFORT" "$OUT/in/0002.eml"
	psqd_once
	same '1 2:\Seen' "$(imap_list "$WORLD/imap" "$BELFORT" |
		awk '{ printf "%s%s%s", sep, $1, /Seen/ ? ":\\Seen" : ""; sep = " " }')"
}
