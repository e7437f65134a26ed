#!/usr/bin/env bats
# lease.bats - processes of one psqd and of several share the mailboxes
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

setup() {
	system_setup
	OTHERS=()
}

teardown() {
	local pid
	for pid in "${OTHERS[@]}"; do
		kill_all "$pid"
	done
	system_teardown
}

# kill_all PID: a psqd and its processes, as in a power cut.
kill_all() {
	kill -STOP "$1" 2>/dev/null || return 0
	# shellcheck disable=SC2046
	kill -KILL $(psqd_processes "$1") "$1"
	wait "$1" 2>/dev/null || true
}

# other NAME PROGRAM [CONF]: a further psqd, OTHER, which says its words to
# $OUT/NAME.log.
other() {
	"$2" --config "${3:-$WORLD_CONF}" >"$OUT/$1.log" 2>&1 3>&- </dev/null &
	OTHER=$!
	OTHERS+=("$OTHER")
}

# twenty: a configuration of so many mailboxes; one process a psqd.
twenty() {
	local i boxes=()
	for i in $(seq -w 20); do
		boxes+=("$(world_mailbox "box$i@interieur.example" 90)")
	done
	WORLD_SETTINGS='processes = 1' world_conf "${boxes[@]}" >"$WORLD_CONF"
}

# held PID: how many mailboxes the processes of this psqd have.
held() {
	local pids
	pids=$(psqd_processes "$1" | paste -sd ,)
	world_sql "SELECT count(*) FROM psq.lease l JOIN psq.process p
		ON p.id = l.process WHERE p.pid IN (${pids:-0})"
}

has_mailboxes() {
	[ "$(held "$1")" = "$2" ]
}

# Whether the only process of this psqd is stopped.
is_stopped() {
	ps -o state= --ppid "$1" | grep -q T
}

ledger_has() {
	[ "$(ledger)" -ge "$1" ]
}

each_once() {
	same "$1" "$(tickets)"
	same "$1" "$(ledger)"
	answers "$1" "SELECT count(*) FROM psq.event WHERE what = 'taken_in'"
}

@test "a process is killed in the middle: another takes over, nothing is lost" {
	letters "$OUT/in" 300
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	psqd_start
	await 20 ledger_has 1
	# shellcheck disable=SC2046
	kill -KILL $(psqd_processes "$PSQD_PID" | head -n 1)
	await 5 said 'process [0-9]+ died of signal 9'
	# shellcheck disable=SC2046
	kill -KILL $(psqd_processes "$PSQD_PID" | head -n 1)
	await 60 ledger_has 300
	each_once 300
	psqd_stop
	same 0 "$status"
	answers 0 'SELECT count(*) FROM psq.process'
}

@test "the first process is killed: the others end, and give all back" {
	psqd_start
	await 10 is 2 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
	kill -KILL "$PSQD_PID"
	wait "$PSQD_PID" 2>/dev/null || true
	PSQD_PID=
	await 10 is 0 'SELECT count(*) FROM psq.process'
}

@test "psqd --once: what a crash left is taken in too, and the status tells" {
	letters "$OUT/in" 120
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	PSQ_CRASH=committed PSQ_CRASH_MARK=$OUT/mark PSQD=$PSQD_CRASH psqd_once
	same 1 "$status"
	has 'died of signal 9'
	each_once 120
}

@test "two psqd share 20 mailboxes; one is killed, the other has all" {
	twenty
	other a "$PSQD"
	local a=$OTHER
	await 15 has_mailboxes "$a" 20
	other b "$PSQD"
	local b=$OTHER
	await 30 has_mailboxes "$b" 10
	await 10 has_mailboxes "$a" 10
	kill_all "$a"
	await 30 has_mailboxes "$b" 20
	run world_psqctl status
	same 20 "$(grep -c " $(psqd_processes "$b" | tr -d ' ')\b" <<<"$output")"
	world_deliver box07@interieur.example "$(letter "$OUT/one.eml")"
	world_deliver box13@interieur.example "$(letter "$OUT/two.eml")"
	await 15 is 2 'SELECT count(*) FROM psq.ticket'
	kill -TERM "$b"
	wait "$b"
	answers 0 'SELECT count(*) FROM psq.process'
}

# In one it stops with messages that are not filed, in the other with a
# transaction that is not committed.
@test "psqd is stopped, replaced, and wakes up: it files nothing" {
	local name point i=0
	letters "$OUT/in" 10
	world_deliver "$BELFORT" "$OUT/in"/*.eml
	world_deliver "$BESANCON" "$OUT/in"/*.eml
	for point in fetched filed; do
		name=$BELFORT
		[ $point = fetched ] || name=$BESANCON
		WORLD_SETTINGS='processes = 1' world_conf \
			"$(world_mailbox "$name" 90)" >"$OUT/$point.conf"
		PSQ_PAUSE=$point other $point "$PSQD_CRASH" "$OUT/$point.conf"
	done
	for i in "${OTHERS[@]}"; do
		await 20 is_stopped "$i"
	done
	same 0 "$(ledger)"
	psqd_start
	await 40 ledger_has 20
	each_once 20
	for i in "${OTHERS[@]}"; do
		# shellcheck disable=SC2046
		kill -CONT $(psqd_processes "$i")
	done
	await 20 is 4 'SELECT count(*) FROM psq.process WHERE alive_until > now()'
	each_once 20
	run grep -E 'uid [0-9]+: ' "$OUT/fetched.log" "$OUT/filed.log"
	same 1 "$status"
	world_deliver "$BELFORT" "$(letter "$OUT/one.eml")"
	await 15 is 21 'SELECT count(*) FROM psq.ticket'
}

# How many connections to the IMAP server are open now.
connections() {
	awk -v port="$(printf ':%04X' "$IMAPS_PORT")" \
		'$3 ~ port "$" && $4 == "01"' /proc/net/tcp /proc/net/tcp6 | wc -l
}

@test "max_connections: 20 mailboxes of one server are looked at in turn" {
	local most=0 now deadline=$((SECONDS + 40))
	twenty
	sed -i '1i max_connections = 5;' "$WORLD_CONF"
	psqd_start
	until is 20 'SELECT count(*) FROM psq.mailbox WHERE last_poll_at IS NOT NULL'
	do
		now=$(connections)
		most=$((now > most ? now : most))
		[ $SECONDS -lt $deadline ]
	done
	[ $most -ge 2 ]
	[ $most -le 5 ]
	letters "$OUT/in" 2
	world_deliver box01@interieur.example "$OUT/in/0001.eml"
	world_deliver box20@interieur.example "$OUT/in/0002.eml"
	await 20 is 2 'SELECT count(*) FROM psq.ticket'
	[ "$(connections)" -le 5 ]
	psqd_stop
	psqd_once
	same 0 "$status"
}

# The only worker is at mailboxes with much to take in when a message comes into
# a third: it waits for a round of theirs, not for all.
@test "a mailbox with many messages does not hold up one with a single one" {
	twenty
	sed -i '1i workers = 1;' "$WORLD_CONF"
	letters "$OUT/in" 1200
	world_deliver box01@interieur.example "$OUT/in"/0*.eml
	world_deliver box02@interieur.example "$OUT/in"/0*.eml
	psqd_start
	await 20 ledger_has 50
	world_deliver box03@interieur.example "$OUT/in/1200.eml"
	await 30 is 1 "SELECT count(*) FROM psq.ledger l JOIN psq.mailbox m
		ON m.id = l.mailbox WHERE m.address LIKE 'box03%'"
	[ "$(ledger)" -lt 1900 ]
}
