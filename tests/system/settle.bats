#!/usr/bin/env bats
# settle.bats - what is done in the mailbox, and that it is done after COMMIT
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"
. "$top_srcdir/tests/lib/scripted.bash"

teardown() {
	system_teardown
	scripted_stop
}

# settle LINE...: Belfort's mailbox with these settings.
settle() {
	world_conf "$(world_mailbox "$BELFORT" 90 "$@")" >"$WORLD_CONF"
}

deliver() {
	letters "$OUT/in" "$1"
	world_deliver "$BELFORT" "$OUT/in"/*.eml
}

# The flags of all messages of a folder, without \Recent.
flags() {
	imap_list "$WORLD/imap" "$BELFORT" "${1:-INBOX}" | cut -f 2 |
		sed 's/ *\\Recent//' | sort | uniq -c | sed 's/^ *//; s/ *$//'
}

unsettled() {
	world_sql 'SELECT count(*) FROM psq.ledger WHERE settled_at IS NULL'
}

@test "keep: the mailbox is left as it was, nothing is marked as read" {
	deliver 3
	psqd_once
	[ "$status" -eq 0 ]
	same 3 "$(tickets)"
	same 3 "$(flags)"
}

@test "seen: what is in the database is marked as read" {
	settle 'settle = "seen"'
	deliver 3
	psqd_once
	[ "$status" -eq 0 ]
	same '3 \Seen' "$(flags)"
	same 0 "$(unsettled)"
}

@test "keyword: what is in the database is marked, and stays unread" {
	settle 'settle = "keyword"'
	deliver 3
	psqd_once
	[ "$status" -eq 0 ]
	same "3 \$Ticketed" "$(flags)"
}

@test "keyword: one of one's own" {
	settle 'settle = "keyword"' 'settle_to = "Demande"'
	deliver 2
	psqd_once
	same '2 Demande' "$(flags)"
}

@test "move: what is in the database goes to a folder with an accent" {
	settle 'settle = "move"' 'settle_to = "Traités"'
	deliver 3
	psqd_once
	[ "$status" -eq 0 ]
	same '' "$(flags)"
	same 3 "$(flags Traités)"
	psqd_once
	[ "$status" -eq 0 ]
	same 3 "$(tickets)"
}

@test "move: where the server can't, copy and expunge those alone" {
	local port
	port=$(IMAP_SETTINGS='imap_capability = IMAP4rev1 UIDPLUS IDLE' \
		imap_start_more "$WORLD/imap" no-move)
	settle "port = $port" 'settle = "move"' 'settle_to = "Traités"'
	deliver 3
	imap_list "$WORLD/imap" "$BELFORT" >"$OUT/before"
	psqd_once
	[ "$status" -eq 0 ]
	same '' "$(flags)"
	same 3 "$(flags Traités | cut -c 1)"
}

@test "nothing is marked while the database is down" {
	settle 'settle = "seen"'
	deliver 3
	pg_stop "$WORLD/pg"
	psqd_once
	pg_boot "$WORLD/pg"
	[ "$status" -eq 1 ]
	has 'database: '
	same 3 "$(flags)"
	psqd_once
	[ "$status" -eq 0 ]
	same 3 "$(tickets)"
	same '3 \Seen' "$(flags)"
}

@test "nothing is marked when the database refuses to take it" {
	settle 'settle = "move"' 'settle_to = "Traités"'
	deliver 3
	world_sql 'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA psq FROM psq_daemon'
	psqd_once
	[ "$status" -eq 1 ]
	same 0 "$(ledger)"
	same 3 "$(flags)"
}

@test "what could not be marked is marked later, without a second ticket" {
	settle 'settle = "move"' 'settle_to = "Nulle part"'
	deliver 3
	psqd_once
	[ "$status" -eq 1 ]
	has 'Nulle part'
	same 3 "$(tickets)"
	same 3 "$(unsettled)"
	settle 'settle = "move"' 'settle_to = "Traités"'
	psqd_once
	[ "$status" -eq 0 ]
	same 3 "$(tickets)"
	same 0 "$(unsettled)"
	same 3 "$(flags Traités)"
}

@test "what others have marked stays so" {
	deliver 2
	imap_as doveadm -c "$WORLD/imap/good/dovecot.conf" flags add \
		-u "$BELFORT" '\Flagged \Deleted' mailbox INBOX uid 1
	settle 'settle = "seen"'
	psqd_once
	[ "$status" -eq 0 ]
	same "1 \\Flagged \\Deleted \\Seen
1 \\Seen" "$(flags)"
}

@test "move: a folder that is missing is made, if that was asked for" {
	settle 'settle = "move"' 'settle_to = "Été/À la main"' \
		'settle_create = "yes"'
	deliver 2
	psqd_once
	same 0 "$status"
	same '' "$(flags)"
	same 2 "$(flags 'Été/À la main')"
	run imap_as doveadm -c "$WORLD/imap/good/dovecot.conf" mailbox list \
		-s -u "$BELFORT"
	has 'Été/À la main'
}

@test "move: the messages of a session that died were moved after all" {
	settle 'settle = "move"' 'settle_to = "Traités"'
	deliver 400
	psqd_start
	await 20 is t "SELECT count(*) = 400 FROM psq.ledger"
	psqd_kill
	psqd_once
	same 0 "$status"
	same '' "$(flags)"
	same 400 "$(tickets)"
}

@test "what the server can't do is said, and done in the next best way" {
	scripted_start settle.scenarios
	scripted_conf $'workers = 8\ntimeout_seconds = 20'
	psqd_once
	same 1 "$status"
	says_what_is_wrong
	lines_of 'says fine' >"$OUT/all"
	same '' "$(without_two_tickets <"$OUT/all")"
}
