# system.bash - what the system tests share: sourced by tests/system/*.bats
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A file of tests has a world (world.bash) of its own; each test begins with an
# empty database and empty mailboxes.

: "${PSQD:=$top_builddir/psqd}"
# psqd with its crash points: see common/crash.h.
PSQD_CRASH=$top_builddir/tests/system/psqd-crash
export PSQD PSQD_CRASH

bats_require_minimum_version 1.5.0

# shellcheck source=tests/lib/world.bash
. "$top_srcdir/tests/lib/world.bash"

# What these tests need and is not here.
system_lacks() {
	local program
	for program in openssl jq dovecot psql python3; do
		command -v "$program" >/dev/null || echo "$program"
	done
}

setup_file() {
	local dir lacks
	lacks=$(system_lacks)
	export SYSTEM_LACKS=$lacks
	[ -z "$lacks" ] || return 0
	dir=$(mktemp -d /tmp/psqd-test.XXXXXX)
	world_start "$dir"
	"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c 'ALTER DATABASE psq RENAME TO clean'
}

teardown_file() {
	[ -n "${WORLD:-}" ] || return 0
	world_stop
	rm -rf "$WORLD"
}

setup() {
	system_setup
}

teardown() {
	system_teardown
}

system_setup() {
	need_nothing
	PSQD_PID=
	[ -s "$WORLD/pg/data/postmaster.pid" ] || pg_boot "$WORLD/pg"
	[ -s "$WORLD/imap/good/run/master.pid" ] || imap_boot "$WORLD/imap"
	PGOPTIONS='-c client_min_messages=warning' \
		"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c 'DROP DATABASE IF EXISTS psq WITH (FORCE)' \
		-c 'CREATE DATABASE psq TEMPLATE clean'
	rm -rf "$WORLD/imap/mail"/*
	world_conf >"$WORLD_CONF"
	: >"$WORLD/psqd.log"
	OUT=$BATS_TEST_TMPDIR
}

# What psqd said is shown by bats where a test fails.
system_teardown() {
	[ -z "${PSQD_PID:-}" ] || psqd_kill || true
	[ ! -s "${WORLD:-/nowhere}/psqd.log" ] || tail -n 30 "$WORLD/psqd.log"
}

# Skips a test that can't be run here, or, where PSQ_TESTS_REQUIRED is set,
# fails it.
need_nothing() {
	[ -n "${SYSTEM_LACKS:-}" ] || return 0
	missing_is "$(tr '\n' ' ' <<<"$SYSTEM_LACKS")is not installed"
}

missing_is() {
	[ "${PSQ_TESTS_REQUIRED:-}" = 1 ] || skip "$1"
	echo "$1" >&2
	return 1
}

# psqd_once [CONF]: takes in what is there; $status and $output as `run` sets
# them.
psqd_once() {
	run "$PSQD" --once --config "${1:-$WORLD_CONF}"
	printf '%s\n' "$output" >>"$WORLD/psqd.log"
}

# psqd_start [CONF]: in the background, as PSQD_PID; its words go to
# $WORLD/psqd.log. Returns once it watches.
psqd_start() {
	"$PSQD" --config "${1:-$WORLD_CONF}" \
		>>"$WORLD/psqd.log" 2>&1 3>&- </dev/null &
	PSQD_PID=$!
	await 10 said 'watching [0-9]+ mailboxes'
}

# psqd_stop: SIGTERM; afterwards $status is its exit status and $took how many
# milliseconds it needed.
psqd_stop() {
	local begin=${EPOCHREALTIME//[.,]/}
	status=0
	kill -TERM "$PSQD_PID"
	wait "$PSQD_PID" || status=$?
	took=$(((${EPOCHREALTIME//[.,]/} - begin) / 1000))
	PSQD_PID=
}

# All of psqd dies, as in a power cut: the first process is stopped before, so
# that it neither starts others nor takes them along.
psqd_kill() {
	kill -STOP "$PSQD_PID"
	# shellcheck disable=SC2046
	kill -KILL $(psqd_processes "$PSQD_PID") "$PSQD_PID"
	wait "$PSQD_PID" 2>/dev/null || true
	PSQD_PID=
}

# psqd_processes PID: the processes that a psqd has started.
psqd_processes() {
	ps -o pid= --ppid "$1"
}

# said PATTERN: psqd has logged a line that fits.
said() {
	grep -qE -- "$1" "$WORLD/psqd.log"
}

# times PATTERN: how many lines that fit psqd has logged.
times() {
	grep -cE -- "$1" "$WORLD/psqd.log" || true
}

# await SECONDS COMMAND...: until the command is true; fails at the deadline.
await() {
	local deadline=$((SECONDS + $1))
	shift
	until "$@"; do
		if [ $SECONDS -gt $deadline ]; then
			echo "in vain: $*" >&2
			return 1
		fi
		sleep 0.05
	done
}

# is EXPECTED STATEMENT: whether the database answers so.
is() {
	[ "$(world_sql "$2")" = "$1" ]
}

# same EXPECTED ACTUAL: fails, and shows both, if they differ.
same() {
	if [ "$1" != "$2" ]; then
		printf 'expected: %s\nbut got:  %s\n' "$1" "$2" >&2
		return 1
	fi
}

# answers EXPECTED STATEMENT: like `same` for what the database says.
answers() {
	same "$1" "$(world_sql "$2")"
}

# has TEXT: $output has it somewhere.
has() {
	if [[ $output != *"$1"* ]]; then
		printf 'no "%s" in:\n%s\n' "$1" "$output" >&2
		return 1
	fi
}

# lacks TEXT: the contrary.
lacks() {
	if [[ $output == *"$1"* ]]; then
		printf '"%s" in:\n%s\n' "$1" "$output" >&2
		return 1
	fi
}

tickets() {
	world_sql 'SELECT count(*) FROM psq.ticket'
}

ledger() {
	world_sql 'SELECT count(*) FROM psq.ledger'
}

# letter FILE [SUBJECT [BODY]]: writes a resident's message, and prints FILE.
letter() {
	local file=$1 subject=${2:-Stationnement sur le trottoir}
	cat >"$file" <<-MAIL
		From: Camille Exemple <camille@exemple.example>
		To: $BELFORT
		Date: Mon, 02 Nov 2026 09:12:00 +0100
		Message-ID: <${file##*/}.$BATS_TEST_NUMBER@exemple.example>
		Subject: $subject
		MIME-Version: 1.0
		Content-Type: text/plain; charset=utf-8
		Content-Transfer-Encoding: 8bit

		${3:-Bonjour, des voitures se garent tous les soirs sur le trottoir.}

		Camille Exemple
		06 39 98 12 34
	MAIL
	echo "$file"
}

# letters FOLDER COUNT: that many different ones, quickly.
letters() {
	mkdir -p "$1"
	awk -v folder="$1" -v count="$2" -v to="$BELFORT" 'BEGIN {
		for (i = 1; i <= count; i++) {
			file = sprintf("%s/%04d.eml", folder, i)
			printf "From: Personne %d <p%d@exemple.example>\n", i, i >file
			printf "To: %s\nMessage-ID: <%d@exemple.example>\n", to, i >file
			print "Date: Mon, 02 Nov 2026 09:12:00 +0100" >file
			printf "Subject: Demande %d\n\nBonjour,\n", i >file
			printf "du bruit au %d rue des Essais.\n", i >file
			close(file)
		}
	}'
}
