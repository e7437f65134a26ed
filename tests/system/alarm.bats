#!/usr/bin/env bats
# alarm.bats - somebody in danger rings, soon, and until the ticket is taken
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

setup() {
	system_setup
	cat >"$OUT/ring" <<-'SH'
		#!/bin/sh
		echo "$PSQ_NUMBER $PSQ_STATION $PSQ_FLAGS $PSQ_LEVEL" >>"$1/rung"
		date +%s.%N >>"$1/when"
	SH
	chmod +x "$OUT/ring"
	WORLD_SETTINGS="alarm_command = \"$OUT/ring $OUT\"" world_conf \
		>"$WORLD_CONF"
}

emergency() {
	letter "$1" 'Au secours' "Venez vite, un homme est en train de frapper sa
		femme dans la rue, il a un couteau, elle saigne." >/dev/null
}

rings() {
	[ "$(wc -l 2>/dev/null <"$OUT/rung")" = "$1" ]
}

@test "an emergency rings within five seconds of its coming" {
	local begin
	emergency "$OUT/one.eml"
	psqd_start
	begin=$(date +%s.%N)
	world_deliver "$BELFORT" "$OUT/one.eml"
	await 30 test -s "$OUT/when"
	same yes "$(awk -v a="$begin" 'NR == 1 { print $1 - a < 5 ? "yes" : $1 - a }' \
		"$OUT/when")"
	run cat "$OUT/rung"
	[[ $output =~ ^90-20[0-9]{2}-000001\ 90\ [a-z,]*emergency[a-z,]*\ 1$ ]]
	psqd_stop
}

@test "it rings again until somebody takes the ticket" {
	emergency "$OUT/one.eml"
	world_deliver "$BELFORT" "$OUT/one.eml"
	psqd_once
	rings 1
	psqd_once
	rings 1
	world_sql "UPDATE psq.alarm SET next_ring_at = now()" >/dev/null
	psqd_once
	rings 2
	world_sql "UPDATE psq.ticket SET state = 'open'" >/dev/null
	world_sql "UPDATE psq.alarm SET next_ring_at = now()" >/dev/null
	psqd_once
	rings 2
}

@test "an ordinary message does not ring" {
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	psqd_once
	[ ! -e "$OUT/rung" ]
}

@test "a command that fails or hangs stops nothing" {
	emergency "$OUT/one.eml"
	world_deliver "$BELFORT" "$OUT/one.eml"
	WORLD_SETTINGS='alarm_command = "/nonexistent/ring"' world_conf \
		>"$WORLD_CONF"
	psqd_once
	has 'alarm_command for 90-'
	same 1 "$(tickets)"
}
