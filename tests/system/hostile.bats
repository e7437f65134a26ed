#!/usr/bin/env bats
# hostile.bats - servers that do what no sound server does
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One psqd over all scenarios of a file and one good mailbox.

. "$top_srcdir/tests/lib/system.bash"
. "$top_srcdir/tests/lib/scripted.bash"

teardown() {
	system_teardown
	scripted_stop
}

@test "what no sound server does is said, harms nobody, and is over with it" {
	local begin=$SECONDS
	scripted_start hostile.scenarios
	scripted_conf $'workers = 12\ntimeout_seconds = 6'
	world_deliver "$BELFORT" "$(letter "$OUT/good.eml")"
	psqd_once
	echo "first run: $((SECONDS - begin)) s"
	same 1 "$status"
	says_what_is_wrong
	same '' "$(without_two_tickets < <(lines_of fine))"
	answers 1 "SELECT count(*) FROM psq.message m JOIN psq.mailbox b
		ON b.id = m.mailbox WHERE b.address = '$BELFORT'"
	[ $((SECONDS - begin)) -lt 60 ]
	lacks "$IMAP_PASSWORD"

	kill -USR1 "$SCRIPTED_PID"
	psqd_once
	same 0 "$status"
	lines_of 'says fine' >"$OUT/all"
	same '' "$(without_two_tickets <"$OUT/all")"
	answers 1 "SELECT count(*) FROM psq.ticket WHERE mailbox =
		(SELECT id FROM psq.mailbox WHERE address = '$BELFORT')"

	# Who psqd is was never told in clear text.
	cat "$OUT/scripted"/*.clear >"$OUT/clear"
	[ "$(grep -ac STARTTLS "$OUT/clear")" -ge 4 ]
	same 0 "$(grep -aciE "LOGIN|AUTHENTICATE|$IMAP_PASSWORD" "$OUT/clear")"
}

all_have_two_tickets() {
	[ -z "$(without_two_tickets <"$OUT/all")" ]
}

@test "IDLE as no sound server does it: nothing is missed or waited for" {
	scripted_start hostile-idle.scenarios
	scripted_conf $'workers = 12\ntimeout_seconds = 6'
	psqd_start
	lines_of on >"$OUT/all"
	await 60 all_have_two_tickets
	world_deliver "$BELFORT" "$(letter "$OUT/good.eml")"
	await 10 is 1 "SELECT count(*) FROM psq.message m JOIN psq.mailbox b
		ON b.id = m.mailbox WHERE b.address = '$BELFORT'"
	psqd_stop
	same 0 "$status"
	output=$(cat "$WORLD/psqd.log")
	says_what_is_wrong
	# Where there is nothing wrong, no session was closed.
	[ "$(grep -c 'LOGIN' "$OUT/scripted/exists-before-plus.heard")" -eq 1 ]
	[ "$(grep -c 'LOGIN' "$OUT/scripted/flood-in-idle.heard")" -eq 1 ]
}
