#!/usr/bin/env bats
# trouble.bats - what is wrong is said in one clear line, the rest goes on
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

# spoil LINE...: Besançon's mailbox with these settings beside Belfort's good
# one, which gets a message; psqd takes in what it can.
spoil() {
	world_conf "$(world_mailbox "$BESANCON" 25 "$@")" \
		"$(world_mailbox "$BELFORT" 90)" >"$WORLD_CONF"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	psqd_once
}

# The mailbox failed with one line that has TEXT; the other one went on.
one_line_says() {
	same 1 "$status"
	same 1 "$(grep -c "$BESANCON: " <<<"$output")"
	has "$BESANCON: "
	has "$1"
	answers 90 "SELECT string_agg(station, ',') FROM psq.ticket"
	answers 1 "SELECT errors_in_row FROM psq.mailbox
		WHERE address = '$BESANCON' AND last_error LIKE '%$1%'"
	answers 0 "SELECT errors_in_row FROM psq.mailbox
		WHERE address = '$BELFORT'"
}

@test "a wrong password" {
	spoil 'password = "faux"'
	one_line_says "could not sign in as $BESANCON: "
	lacks faux
}

@test "a host that does not exist" {
	spoil 'host = "imap.invalid"'
	one_line_says 'host imap.invalid could not be found'
}

@test "a port on which nobody answers" {
	local port
	port=$(imap_free_port)
	spoil "port = $port"
	one_line_says "could not connect to localhost port $port"
}

@test "a folder that does not exist" {
	spoil 'folder = "Réclamations"'
	one_line_says 'could not open folder Réclamations: '
}

@test "a certificate that has expired" {
	spoil "port = $(imap_start_more "$WORLD/imap" expired expired)"
	one_line_says 'certificate of localhost is refused: certificate has expired'
}

@test "a certificate that is signed by itself" {
	spoil "port = $(imap_start_more "$WORLD/imap" self self-signed)"
	one_line_says 'certificate of localhost is refused: self-signed certificate'
}

@test "a certificate of another host" {
	spoil "port = $(imap_start_more "$WORLD/imap" wrong wrong-host)"
	one_line_says 'certificate of localhost is refused: hostname mismatch'
}

@test "a certificate of an authority that is not trusted" {
	imap_certificates "$OUT/other"
	spoil "ca_file = \"$OUT/other/ca.pem\""
	one_line_says 'certificate of localhost is refused: '
}

@test "an address whose certificate bears only the name" {
	spoil 'host = "127.0.0.1"'
	one_line_says 'certificate of 127.0.0.1 is refused: IP address mismatch'
}

@test "a certificate that ends soon: a warning, once a day" {
	WORLD_SETTINGS='certificate_days = 31' world_conf >"$WORLD_CONF"
	psqd_start
	await 10 said "$BELFORT: certificate of localhost ends on 20[0-9-]+: "
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	await 10 is 1 'SELECT count(*) FROM psq.ticket'
	imap_stop "$WORLD/imap"
	await 20 said "$BELFORT: .*tries again"
	imap_boot "$WORLD/imap"
	await 20 said "$BELFORT: works again"
	same 1 "$(times "$BELFORT: certificate of")"
	psqd_stop
	world_conf >"$WORLD_CONF"
	psqd_once
	same 0 "$status"
	lacks 'certificate of'
}

@test "TLS where the server speaks clear text first" {
	spoil "port = $IMAP_PORT"
	one_line_says 'no TLS with localhost: '
}

@test "STARTTLS where the server has none" {
	local port
	IMAP_SETTINGS='ssl = no' imap_start_more "$WORLD/imap" clear \
		>/dev/null
	port=$(sed -n '/inet_listener imap {/,/}/s/.*port = //p' \
		"$WORLD/imap/clear/dovecot.conf")
	spoil "port = $port" 'security = "starttls"'
	one_line_says 'could not start TLS'
}

@test "STARTTLS with a certificate of another host" {
	local port
	imap_start_more "$WORLD/imap" wrong wrong-host >/dev/null
	port=$(sed -n '/inet_listener imap {/,/}/s/.*port = //p' \
		"$WORLD/imap/wrong/dovecot.conf")
	spoil "port = $port" 'security = "starttls"'
	one_line_says 'certificate of localhost is refused: hostname mismatch'
}

@test "STARTTLS, and clear text to a loopback address: both work" {
	world_conf "$(world_mailbox "$BESANCON" 25 "port = $IMAP_PORT" \
		'security = "starttls"')" \
		"$(world_mailbox "$BELFORT" 90 "port = $IMAP_PORT" \
			'security = "none"')" >"$WORLD_CONF"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	world_deliver "$BESANCON" "$OUT/one.eml"
	psqd_once
	same 0 "$status"
	same 2 "$(tickets)"
}

@test "a server that accepts and then says nothing" {
	local master begin=$SECONDS
	imap_start_more "$WORLD/imap" silent >"$OUT/port"
	master=$(cat "$WORLD/imap/silent/run/master.pid")
	kill -STOP -- "-$master"
	WORLD_SETTINGS='timeout_seconds = 2' spoil "port = $(cat "$OUT/port")"
	kill -CONT -- "-$master"
	one_line_says 'timed out'
	[ $((SECONDS - begin)) -lt 30 ]
}

@test "psqctl status shows the trouble, and exits 1 until it is over" {
	spoil 'password = "faux"'
	run world_psqctl status
	same 1 "$status"
	has 'could not sign in'
	world_conf >"$WORLD_CONF"
	psqd_once
	same 0 "$status"
	run world_psqctl status
	same 0 "$status"
	lacks 'could not sign in'
}

@test "a trouble that lasts is not told at every try" {
	world_conf "$(world_mailbox "$BESANCON" 25 'password = "faux"')" \
		"$(world_mailbox "$BELFORT" 90)" >"$WORLD_CONF"
	psqd_start
	await 20 is t "SELECT errors_in_row >= 3 FROM psq.mailbox
		WHERE address = '$BESANCON'"
	same 1 "$(times "$BESANCON: ")"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	await 5 is 1 'SELECT count(*) FROM psq.ticket'
	world_conf >"$WORLD_CONF"
	kill -HUP "$PSQD_PID"
	await 5 is 0 "SELECT errors_in_row FROM psq.mailbox
		WHERE address = '$BESANCON'"
}

@test "a trouble that is over is told, once" {
	psqd_start
	await 5 is 2 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
	imap_stop "$WORLD/imap"
	await 10 is t 'SELECT min(errors_in_row) >= 2 FROM psq.mailbox'
	imap_boot "$WORLD/imap"
	await 10 is 0 'SELECT max(errors_in_row) FROM psq.mailbox'
	await 2 said "$BELFORT: works again"
	await 2 said "$BESANCON: works again"
	[ "$(times "$BELFORT: .*tries again")" -le 2 ]
}

@test "the database is down at the start: one line, and it is waited for" {
	WORLD_SETTINGS='processes = 1' world_conf >"$WORLD_CONF"
	pg_stop "$WORLD/pg"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	psqd_start
	await 5 said 'database: .*could not connect'
	sleep 3
	same 1 "$(times 'database: ')"
	pg_boot "$WORLD/pg"
	await 10 is 1 'SELECT count(*) FROM psq.ticket'
	await 2 said 'database: is back'
}

@test "the database is restarted while psqd waits" {
	psqd_start
	await 5 is 2 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
	pg_stop "$WORLD/pg"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	await 10 said 'database: '
	pg_boot "$WORLD/pg"
	await 15 is 1 'SELECT count(*) FROM psq.ticket'
	world_deliver "$BESANCON" "$(letter "$OUT/two.eml")"
	await 10 is 2 'SELECT count(*) FROM psq.ticket'
}

@test "a database without our schema says what to do" {
	"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c 'CREATE DATABASE bare'
	sed -i 's/dbname=psq /dbname=bare /' "$WORLD_CONF"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	psqd_once
	"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c 'DROP DATABASE bare WITH (FORCE)'
	same 1 "$status"
	has 'psqctl migrate'
}
