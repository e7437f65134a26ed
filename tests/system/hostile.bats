#!/usr/bin/env bats
# hostile.bats - servers that do what no sound server does
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One psqd over all scenarios of a file and one good mailbox.

. "$top_srcdir/tests/lib/system.bash"

# scripted_start FILE: the server of its scenarios, each with two messages.
scripted_start() {
	SCENARIOS=$top_srcdir/tests/system/$1
	letter "$OUT/one.eml" "Tapage" "Du bruit la nuit." >/dev/null
	letter "$OUT/two.eml" >/dev/null
	mkdir "$OUT/scripted"
	python3 "$top_srcdir/tests/lib/scripted-imap" "$SCENARIOS" \
		"$OUT/scripted" "$WORLD/imap/certificates" "$OUT/one.eml" "$OUT/two.eml" \
		2>"$OUT/scripted.log" 3>&- &
	SCRIPTED_PID=$!
	await 20 test -s "$OUT/scripted/ports"
}

teardown() {
	system_teardown
	[ ! -s "$OUT/scripted.log" ] || tail -n 20 "$OUT/scripted.log"
	[ -z "${SCRIPTED_PID:-}" ] || kill "$SCRIPTED_PID"
}

# "SCENARIO KEYWORD REST" of all lines of a scenario with one of the KEYWORDS.
lines_of() {
	awk -v words=" $1 " '$1 == "scenario" { name = $2 }
		/^\t[a-z]/ && index(words, " " $1 " ") {
			sub(/^\t/, "")
			print name, $0
		}' "$SCENARIOS"
}

# The configuration: all scenarios, and Belfort's good mailbox.
scripted_conf() {
	local name port security boxes=()
	while read -r name port security; do
		boxes+=("$(world_mailbox "$name@hostile.example" 90 \
			"port = $port" "security = \"$security\"")")
	done <"$OUT/scripted/ports"
	WORLD_SETTINGS=$1 world_conf "${boxes[@]}" \
		"$(world_mailbox "$BELFORT" 90)" >"$WORLD_CONF"
}

# says_what_is_wrong: each scenario has a line in the log with its text, and
# those that are harmless have none.
says_what_is_wrong() {
	local name text bad=0
	while read -r name _ text; do
		if ! grep -qF "$name@hostile.example: " <<<"$output" ||
			! grep -F "$name@hostile.example: " <<<"$output" |
			grep -qF -- "$text"; then
			echo "$name does not say: $text"
			grep -F "$name@" <<<"$output" || true
			bad=1
		fi
	done < <(lines_of says)
	while read -r name _; do
		if grep -F "$name@hostile.example: " <<<"$output" |
			grep -F 'tries again'; then
			bad=1
		fi
	done < <(lines_of fine)
	return $bad
}

# Scenarios, of those on standard input, without exactly two tickets.
without_two_tickets() {
	comm -23 <(cut -d ' ' -f 1 | sort -u) <(world_sql "
		SELECT split_part(b.address, '@', 1)
		FROM psq.mailbox b JOIN psq.message m ON m.mailbox = b.id
		WHERE b.address LIKE '%@hostile.example'
		GROUP BY 1 HAVING count(DISTINCT m.ticket) = 2
		AND count(m.ticket) = 2" | sort)
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
