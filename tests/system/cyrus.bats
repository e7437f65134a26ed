#!/usr/bin/env bats
# cyrus.bats - one pass against Cyrus IMAP, which has other habits than Dovecot
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"
. "$top_srcdir/tests/lib/cyrus.bash"

setup() {
	cyrus_is_there || missing_is "no Cyrus IMAP in $CYRUS_DIR"
	system_setup
	cyrus_start "$WORLD/cyrus" "$WORLD/imap/certificates" belfort
	mapfile -t MAIL < <(ls "$top_srcdir"/tests/corpus/u*.eml)
}

teardown() {
	system_teardown
	[ ! -d "${WORLD:-/nowhere}/cyrus" ] || cyrus_stop "$WORLD/cyrus"
	rm -rf "${WORLD:-/nowhere}/cyrus"
}

# with LINE...: Belfort's mailbox, on Cyrus, with these settings.
with() {
	world_conf "$(world_mailbox "$BELFORT" 90 "port = $CYRUS_TLS_PORT" \
		'user = "belfort"' "$@")" >"$WORLD_CONF"
}

@test "every message becomes one ticket, and none at the second time" {
	with
	cyrus_append belfort "${MAIL[@]}"
	psqd_once
	same 0 "$status"
	same ${#MAIL[@]} "$(ledger)"
	answers 0 "SELECT count(*) FROM psq.ledger WHERE fate = 'quarantined'"
	psqd_once
	same 0 "$status"
	same ${#MAIL[@]} "$(ledger)"
	same "${#MAIL[@]}" "$(cyrus_list belfort INBOX | grep -vc Seen)"
}

@test "STARTTLS, keyword, and what comes while psqd waits" {
	with "port = $CYRUS_PORT" 'security = "starttls"' 'settle = "keyword"'
	psqd_start
	await 5 is 1 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
	cyrus_append belfort "${MAIL[@]:0:3}"
	await 10 is 3 'SELECT count(*) FROM psq.ledger WHERE settled_at IS NOT NULL'
	psqd_stop
	same 0 "$status"
	same 3 "$(cyrus_list belfort INBOX | grep -cF "\$Ticketed")"
}

@test "move to a folder, and its absence is said" {
	with 'settle = "move"' 'settle_to = "Traités"'
	cyrus_append belfort "${MAIL[@]:0:3}"
	psqd_once
	same 1 "$status"
	has 'could not move messages to Traités: '
	same 3 "$(ledger)"
	cyrus_create belfort 'Trait&AOk-s'
	psqd_once
	same 0 "$status"
	same 3 "$(ledger)"
	same 0 "$(cyrus_list belfort INBOX | wc -l)"
	same 3 "$(cyrus_list belfort 'Trait&AOk-s' | wc -l)"
}

@test "a wrong password is said in one line" {
	with 'password = "faux"'
	psqd_once
	same 1 "$status"
	has "$BELFORT: could not sign in as belfort: "
}
