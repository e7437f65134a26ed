#!/usr/bin/env bats
# idle.bats - psqd runs: it hears of new mail, stops, re-reads, reconnects
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

has_tickets() {
	[ "$(tickets)" = "$1" ]
}

polled() {
	is "$1" 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
}

@test "a message that comes while psqd waits is a ticket within 5 seconds" {
	psqd_start
	await 5 polled 2
	world_deliver "$BESANCON" "$(letter "$OUT/one.eml")"
	await 5 has_tickets 1
	world_deliver "$BESANCON" "$(letter "$OUT/two.eml")"
	await 5 has_tickets 2
}

@test "a message that comes while psqd looks is not forgotten" {
	letters "$OUT/in" 60
	psqd_start
	local i
	for i in "$OUT/in"/*.eml; do
		world_deliver "$BELFORT" "$i"
	done
	await 10 has_tickets 60
}

@test "a server without IDLE is asked again and again" {
	local port
	port=$(IMAP_SETTINGS='imap_capability = IMAP4rev1 UIDPLUS' \
		imap_start_more "$WORLD/imap" no-idle)
	world_conf "$(world_mailbox "$BELFORT" 90 "port = $port")" >"$WORLD_CONF"
	psqd_start
	await 5 polled 1
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	await 6 has_tickets 1
	world_deliver "$BELFORT" "$(letter "$OUT/two.eml")"
	await 6 has_tickets 2
}

@test "SIGTERM ends psqd within 2 seconds, with status 0" {
	psqd_start
	await 5 polled 2
	psqd_stop
	same 0 "$status"
	[ "$took" -lt 2000 ]
	said stopping
}

@test "SIGTERM ends psqd in the middle of many messages, none half done" {
	letters "$OUT/in" 400
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_start
	await 10 said 'uid 1: '
	psqd_stop
	same 0 "$status"
	[ "$took" -lt 2000 ]
	same "$(ledger)" "$(tickets)"
	psqd_once
	same 400 "$(tickets)"
}

@test "SIGTERM ends psqd while a server keeps it waiting" {
	local master
	psqd_start
	await 5 polled 2
	master=$(cat "$WORLD/imap/good/run/master.pid")
	kill -STOP -- "-$master"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	kill -HUP "$PSQD_PID"
	sleep 1
	psqd_stop
	kill -CONT -- "-$master"
	same 0 "$status"
	[ "$took" -lt 4000 ]
}

@test "SIGINT ends psqd too" {
	"$top_builddir/psqd" --config "$WORLD_CONF" >>"$WORLD/psqd.log" 2>&1 \
		3>&- </dev/null &
	PSQD_PID=$!
	await 5 polled 2
	kill -INT "$PSQD_PID"
	wait "$PSQD_PID"
	PSQD_PID=
	said stopping
}

@test "SIGHUP: a mailbox that was added is watched, and the others go on" {
	world_conf "$(world_mailbox "$BELFORT" 90)" >"$WORLD_CONF"
	world_deliver "$BESANCON" "$(letter "$OUT/one.eml")"
	psqd_start
	await 5 polled 1
	world_conf >"$WORLD_CONF"
	kill -HUP "$PSQD_PID"
	await 5 has_tickets 1
	world_deliver "$BELFORT" "$(letter "$OUT/two.eml")"
	await 5 has_tickets 2
}

@test "SIGHUP: a mailbox that was taken out is left alone" {
	psqd_start
	await 5 polled 2
	world_conf "$(world_mailbox "$BELFORT" 90)" >"$WORLD_CONF"
	kill -HUP "$PSQD_PID"
	await 5 said 'watching 1 mailboxes'
	world_deliver "$BESANCON" "$(letter "$OUT/one.eml")"
	world_deliver "$BELFORT" "$(letter "$OUT/two.eml")"
	await 5 has_tickets 1
	sleep 1
	answers 90 'SELECT station FROM psq.ticket'
}

@test "SIGHUP: a bad file is refused with its line, the old one stays" {
	psqd_start
	await 5 polled 2
	sed -i 's/^\(\s*\)retry_seconds = 2;/\1retry_secondes = 2;/' "$WORLD_CONF"
	kill -HUP "$PSQD_PID"
	await 5 said "$WORLD_CONF:[0-9]+: .*retry_secondes.*old configuration stays"
	world_deliver "$BESANCON" "$(letter "$OUT/one.eml")"
	await 5 has_tickets 1
}

@test "the server is restarted: psqd comes back by itself" {
	psqd_start
	await 5 polled 2
	imap_stop "$WORLD/imap"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	await 5 said "$BELFORT: "
	imap_boot "$WORLD/imap"
	await 10 has_tickets 1
	world_deliver "$BESANCON" "$(letter "$OUT/two.eml")"
	await 10 has_tickets 2
}

@test "two psqd on one mailbox: one ticket a message" {
	letters "$OUT/in" 200
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	"$top_builddir/psqd" --once --config "$WORLD_CONF" \
		>"$OUT/other.log" 2>&1 3>&- &
	local other=$!
	psqd_once
	wait "$other" || true
	same 200 "$(tickets)"
	same 200 "$(ledger)"
}

ready_again() {
	[ "$(grep -c '^READY=1' "$OUT/told")" -ge 2 ]
}

@test "systemd is told: ready, reloading, ready again, stopping" {
	perl -MSocket -e '
		$SIG{ALRM} = sub { exit 1 };
		alarm 30;
		$| = 1;
		socket(S, AF_UNIX, SOCK_DGRAM, 0) or die;
		bind(S, sockaddr_un($ARGV[0])) or die;
		do { recv(S, $_, 4096, 0); print "$_\n" } until /STOPPING=1/;
	' "$OUT/notify" >"$OUT/told" 3>&- &
	await 5 test -S "$OUT/notify"
	export NOTIFY_SOCKET=$OUT/notify
	psqd_start
	await 5 grep -q '^READY=1' "$OUT/told"
	kill -HUP "$PSQD_PID"
	await 5 grep -q '^RELOADING=1' "$OUT/told"
	grep -qE '^MONOTONIC_USEC=[0-9]+' "$OUT/told"
	await 5 ready_again
	psqd_stop
	await 5 grep -q '^STOPPING=1' "$OUT/told"
}
