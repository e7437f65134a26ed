#!/usr/bin/env bats
# sign-in.bats - passwords, commands, SASL and tokens
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"
. "$top_srcdir/tests/lib/scripted.bash"

teardown() {
	system_teardown
	scripted_stop
}

# signs_in LINE...: Belfort's mailbox on a Dovecot that knows many ways.
signs_in() {
	local port
	port=$(IMAP_SETTINGS='auth_mechanisms = plain login scram-sha-256' \
		imap_start_more "$WORLD/imap" many-ways)
	world_conf "$(world_mailbox "$BELFORT" 90 "port = $port" "$@")" \
		>"$WORLD_CONF"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	psqd_once
}

@test "each way to sign in that Dovecot knows" {
	local way
	for way in auto login plain scram-sha-256; do
		signs_in "sign_in = \"$way\""
		same 0 "$status"
	done
	same 1 "$(tickets)"
}

@test "SCRAM with a wrong password" {
	signs_in 'sign_in = "scram-sha-256"' 'password = "faux-mot"'
	same 1 "$status"
	has "could not sign in as $BELFORT: [AUTHENTICATIONFAILED]"
	lacks faux-mot
}

@test "a password that systemd hands over" {
	mkdir "$OUT/credentials"
	(umask 077 && echo "$IMAP_PASSWORD" >"$OUT/credentials/belfort")
	world_conf "$(world_mailbox "$BELFORT" 90 'password_file = "belfort"' |
		grep -v '^password =')" >"$WORLD_CONF"
	export CREDENTIALS_DIRECTORY=$OUT/credentials
	psqd_once
	same 0 "$status"
	chmod 644 "$OUT/credentials/belfort"
	psqd_once
	same 78 "$status"
	has 'is open to others: chmod 0600'
}

@test "what is offered decides, and each failure is said" {
	scripted_start sign-in.scenarios
	scripted_conf $'workers = 12\ntimeout_seconds = 6'
	psqd_once
	same 1 "$status"
	says_what_is_wrong
	lines_of fine >"$OUT/all"
	same '' "$(without_two_tickets <"$OUT/all")"
	lacks "$IMAP_PASSWORD"
	lacks geheim
	lacks jeton-de-demonstration
	# The token, as the server must get it.
	same $'user=token@hostile.example\x01auth=Bearer jeton-de-demonstration\x01\x01' \
		"$(sed -n 's/.*XOAUTH2 //p' "$OUT/scripted/token.heard" |
			tr -d '\r' | base64 -d)"
}

# Each server has got so many IDLE commands.
all_idle() {
	local name
	for name in token-is-kept token-is-withdrawn token-ends; do
		[ "$(grep -c IDLE "$OUT/scripted/$name.heard")" -ge "$1" ] ||
			return 1
	done 2>/dev/null
}

@test "a token is asked for again when it ends or is refused, not before" {
	printf '%s\n' '#!/bin/sh' "echo x >>'$OUT'/\$1.runs" \
		'echo "{\"access_token\": \"jeton\", \"expires_in\": $2}"' \
		>"$OUT/token"
	chmod 755 "$OUT/token"
	scripted_start sign-in-tokens.scenarios
	scripted_conf $'workers = 4\ntimeout_seconds = 20'
	psqd_start
	await 60 all_idle 2
	psqd_stop
	same 1 "$(wc -l <"$OUT/token-is-kept.runs")"
	same 2 "$(wc -l <"$OUT/token-is-withdrawn.runs")"
	same 2 "$(wc -l <"$OUT/token-ends.runs")"
	same 2 "$(grep -c XOAUTH2 "$OUT/scripted/token-is-kept.heard")"
	same 3 "$(grep -c XOAUTH2 "$OUT/scripted/token-is-withdrawn.heard")"
}
