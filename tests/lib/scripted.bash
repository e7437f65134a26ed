# scripted.bash - the servers of tests/lib/scripted-imap: sourced by system tests
# SPDX-License-Identifier: GPL-3.0-or-later
#
# After system.bash. A file of scenarios is a server each and a mailbox each,
# NAME@hostile.example, for one psqd.

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

# Ends it; bats shows what it said where a test fails.
scripted_stop() {
	[ ! -s "$OUT/scripted.log" ] || tail -n 20 "$OUT/scripted.log"
	[ -z "${SCRIPTED_PID:-}" ] || kill "$SCRIPTED_PID"
	SCRIPTED_PID=
}

# "SCENARIO KEYWORD REST" of all lines of a scenario with one of the KEYWORDS.
lines_of() {
	awk -v words=" $1 " '$1 == "scenario" { name = $2 }
		/^\t[a-z]/ && index(words, " " $1 " ") {
			sub(/^\t/, "")
			print name, $0
		}' "$SCENARIOS"
}

# Of a mailbox on standard input: a command stands for world's password.
scripted_secret() {
	local box
	box=$(cat)
	if grep -qE '^(password|token)_command' <<<"$box"; then
		grep -v '^password =' <<<"$box"
	else
		printf '%s\n' "$box"
	fi
}

# scripted_conf LINES: the configuration of all scenarios and of Belfort's good
# mailbox, with general LINES. One process: a mailbox that passes from one to
# another signs in twice, and is right to.
scripted_conf() {
	local name port lines boxes=()
	while read -r name port _; do
		mapfile -t lines < <(lines_of with |
			sed -n "s/^$name with //p")
		boxes+=("$(world_mailbox "$name@hostile.example" 90 \
			"port = $port" "${lines[@]//OUT\//$OUT/}" |
			scripted_secret)")
	done <"$OUT/scripted/ports"
	WORLD_SETTINGS="processes = 1"$'\n'$1 world_conf "${boxes[@]}" \
		"$(world_mailbox "$BELFORT" 90)" >"$WORLD_CONF"
}

# says_what_is_wrong: each scenario has a line in $output with its text, those
# that are harmless have none, and the server heard what it had to hear.
says_what_is_wrong() {
	local name text bad=0
	while read -r name _ text; do
		if ! grep -qF " $name@hostile.example: " <<<"$output" ||
			! grep -F " $name@hostile.example: " <<<"$output" |
			grep -qF -- "$text"; then
			echo "$name does not say: $text"
			grep -F " $name@" <<<"$output" || true
			bad=1
		fi
	done < <(lines_of says)
	while read -r name _; do
		if grep -F " $name@hostile.example: " <<<"$output" |
			grep -F 'tries again'; then
			bad=1
		fi
	done < <(lines_of fine)
	while read -r name _ text; do
		if ! grep -qaE -- "$text" "$OUT/scripted/$name.heard"; then
			echo "$name was not sent: $text"
			cat "$OUT/scripted/$name.heard"
			bad=1
		fi
	done < <(lines_of heard)
	while read -r name _ text; do
		if grep -aE -- "$text" "$OUT/scripted/$name.heard"; then
			echo "$name was sent: $text"
			bad=1
		fi
	done < <(lines_of never)
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
