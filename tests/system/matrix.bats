#!/usr/bin/env bats
# matrix.bats - psqd dies at each of its crash points: the same end each time
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The points are those of common/crash.h. Each case has a database and two
# mailboxes of its own, so that the one process reaches every point twice. Cases
# run side by side: most of their time is waiting for the dead one's leases.

# shellcheck source=tests/lib/system.bash
. "${top_srcdir:?}/tests/lib/system.bash"

TAKING_IN=(lease-taken fetched file-begun filed committed)
SETTLING=(unsettled server-told settled)
# Those of letters are crossed in letters.bats. A mailbox is given back between
# rounds only, where nothing of it is under way.
ELSEWHERE=(lease-released letter-taken letter-kept letter-told letter-noted)

# deliver NAME: five messages into each mailbox of the case, one of them twice.
deliver() {
	local box
	letters "$OUT/$1" 4
	sed -i "s/@exemple/@$1.exemple/" "$OUT/$1"/*.eml
	for box in a b; do
		world_deliver "$box-$1@interieur.example" \
			"$OUT/$1"/*.eml "$OUT/$1/0002.eml"
	done
}

# configure NAME LINE...: both mailboxes, with these settings.
configure() {
	local name=$1
	shift
	WORLD_SETTINGS=$'processes = 1\nworkers = 1' world_conf \
		"$(world_mailbox "a-$name@interieur.example" 90 "$@")" \
		"$(world_mailbox "b-$name@interieur.example" 25 "$@")" \
		>"$WORLD_CONF"
}

# flags ADDRESS [FOLDER]: how many messages have which flags.
flags() {
	imap_list "$WORLD/imap" "$1" "${2:-INBOX}" | cut -f 2 |
		sed 's/ *\\Recent//' | sort | uniq -c | sed 's/^ *//; s/ *$//'
}

# server_is SETTLE ADDRESS: the mailbox is as it must be in the end.
server_is() {
	case $1 in
	keep) same 5 "$(flags "$2")" ;;
	seen) same '5 \Seen' "$(flags "$2")" ;;
	move)
		same '' "$(flags "$2")"
		same 5 "$(flags "$2" Traités)"
		;;
	esac
}

# database_is SETTLE ADDRESS: and so is the database.
database_is() {
	local of="WHERE mailbox = (SELECT id FROM psq.mailbox
		WHERE address = '$2')"
	answers '1,2,3,4,5' "SELECT string_agg(uid::text, ',' ORDER BY uid)
		FROM psq.ledger $of"
	answers 'duplicate,ticket,ticket,ticket,ticket' "SELECT
		string_agg(fate::text, ',' ORDER BY fate::text) FROM psq.ledger $of"
	answers '4 4 4' "SELECT concat_ws(' ', count(DISTINCT m.id),
		count(DISTINCT m.ticket), count(DISTINCT r.bytes))
		FROM psq.ledger l JOIN psq.message m ON m.id = l.message
		JOIN psq.raw r ON r.message = m.id AND sha256(r.bytes) = l.sha256
		${of/mailbox/l.mailbox}"
	# What was moved, which was not noted, is not there to be told again.
	[ "$1" != seen ] || answers 0 "SELECT count(*) FROM psq.ledger $of
		AND settled_at IS NULL"
}

# finish: psqd takes in what the crash has left.
finish() {
	local i
	for i in 1 2 3; do
		psqd_once "$WORLD_CONF"
		[ "$status" -ne 0 ] || return 0
	done
	return 1
}

# base NAME: the case's own database and configuration file.
base() {
	"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c "CREATE DATABASE \"$1\" TEMPLATE clean"
	WORLD_CONF=$OUT/$1.conf
	WORLD_OWNER=${WORLD_OWNER/dbname=psq/dbname=$1}
	WORLD_DAEMON=${WORLD_DAEMON/dbname=psq/dbname=$1}
	WORLD_ADMIN=${WORLD_ADMIN/dbname=psq/dbname=$1}
}

# cross SETTLE POINT TIME: dies there, goes on, and all is as if it had not.
cross() {
	local name=$1-$2-$3 box lines=()
	[ "$1" = keep ] || lines+=("settle = \"$1\"")
	[ "$1" != move ] || lines+=('settle_to = "Traités"')
	base "$name"
	deliver "$name"
	configure "$name" "${lines[@]}"
	PSQ_CRASH=$2:$3 PSQ_CRASH_MARK=$OUT/$name.mark PSQD=$PSQD_CRASH \
		psqd_once "$WORLD_CONF"
	has 'died of signal 9'
	[ -e "$OUT/$name.mark" ]
	finish
	for box in a b; do
		server_is "$1" "$box-$name@interieur.example"
		database_is "$1" "$box-$name@interieur.example"
	done
	same 8 "$(tickets)"
	same 10 "$(ledger)"
}

# matrix SETTLE POINT...: each at its first and its second time.
matrix() {
	local settle=$1 point time pid bad=0
	local -A cases=()
	shift
	for point in "$@"; do
		for time in 1 2; do
			# all mailboxes are taken at once
			[ "$point:$time" != lease-taken:2 ] || continue
			(
				trap - ERR DEBUG EXIT
				set -e
				cross "$settle" "$point" "$time"
			) >"$OUT/$point-$time.out" 2>&1 3>&- &
			cases[$!]=$point-$time
		done
	done
	for pid in "${!cases[@]}"; do
		wait "$pid" && continue
		bad=1
		echo "settle = $settle, ${cases[$pid]}:"
		cat "$OUT/${cases[$pid]}.out"
	done
	return $bad
}

@test "every crash point of the sources is crossed by a test" {
	local known
	known=$(printf '%s\n' "${TAKING_IN[@]}" "${SETTLING[@]}" "${ELSEWHERE[@]}" |
		sort)
	same "$known" "$(cat "$top_srcdir"/{store,daemon}/*.c |
		sed -n 's/.*psq_crash_point("\([a-z-]*\)").*/\1/p' | sort -u)"
}

@test "keep: dead at each point of taking in" {
	matrix keep "${TAKING_IN[@]}"
}

@test "seen: dead at each point of taking in and settling" {
	matrix seen committed "${SETTLING[@]}"
}

@test "move: dead at each point of settling" {
	matrix move committed "${SETTLING[@]}"
}
