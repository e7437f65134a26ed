#!/usr/bin/env bats
# psqctl.bats - the operator's commands: what they print, and how they exit
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

CORPUS=$top_srcdir/tests/corpus

psqctl() {
	"$top_builddir/psqctl" "$@"
}

# The keys of a JSON object, and of those in it, as the contract has them.
EXPLAIN_KEYS='file,kind,subject,from,message_id,said,flags,topic,language,'\
'contact,place,commune,evidence,attachments'
CONTACT_KEYS=surname,given_name,phones,channel,anonymous,call_hours
EVIDENCE_KEYS=of,from,start,end,text,why,score

keys() {
	jq -r "$1 | keys_unsorted | join(\",\")"
}

@test "explain --json: one object a line, in order, with the contract's keys" {
	psqctl explain --json "$CORPUS"/u*.eml "$CORPUS"/bounce*.eml >"$OUT/json"
	same "$(printf '%s\n' "$CORPUS"/u*.eml "$CORPUS"/bounce*.eml)" \
		"$(jq -r .file "$OUT/json")"
	same "$EXPLAIN_KEYS" "$(keys . <"$OUT/json" | tr , '\n' |
		grep -xE "${EXPLAIN_KEYS//,/|}" | head -n 14 | paste -sd ,)"
	same 1 "$(keys . <"$OUT/json" | sort -u | wc -l)"
	same "$CONTACT_KEYS" "$(keys .contact <"$OUT/json" | sort -u)"
	same name,address "$(keys '.from | select(. != null)' <"$OUT/json" |
		sort -u)"
	same "$EVIDENCE_KEYS" "$(keys '.evidence[]' <"$OUT/json" | sort -u)"
}

@test "explain --json: evidence tells the words, by characters of said" {
	psqctl explain --json "$CORPUS"/*.eml >"$OUT/json"
	[ "$(jq -s '[.[].evidence[] | select(.from == "said")] | length' \
		"$OUT/json")" -gt 20 ]
	same '' "$(jq -c '.said as $said | .evidence[] |
		select(.from == "said" and $said[.start:.end] != .text)' \
		"$OUT/json")"
	same '' "$(jq -c '.evidence[] | select(.score < 0 or .score > 1
		or .why == "" or .text == "" or .end <= .start)' "$OUT/json")"
}

@test "explain --json: every flag has its evidence, machine mail has none" {
	psqctl explain --json "$CORPUS"/*.eml >"$OUT/json"
	same '' "$(jq -c '. as $r | .flags[] |
		select(IN($r.evidence[].of) | not) | [$r.file, .]' "$OUT/json")"
	same '' "$(jq -c 'select(.kind != "person" and
		(.flags != [] or .topic != "automatic")) | .file' "$OUT/json")"
}

@test "explain: a file that can't be read is said, the others are done" {
	run --separate-stderr psqctl explain --json "$CORPUS/sans-corps.eml" \
		"$OUT/none.eml" "$CORPUS/sans-from.eml"
	same 1 "$status"
	same 3 "${#lines[@]}"
	same file,error "$(keys . <<<"${lines[1]}")"
	same "$OUT/none.eml" "$(jq -r .file <<<"${lines[1]}")"
	same person "$(jq -r .kind <<<"${lines[2]}")"
	[[ $stderr == "psqctl: $OUT/none.eml: "* ]]
}

@test "explain: a folder in the place of a file is no crash" {
	run psqctl explain "$OUT"
	same 1 "$status"
	has "psqctl: $OUT: "
}

@test "explain -: standard input" {
	run psqctl explain --json - <"$CORPUS/sans-from.eml"
	same 0 "$status"
	same - "$(jq -r .file <<<"$output")"
}

@test "explain: the same message gives the same reading, anywhere" {
	psqctl explain --json "$CORPUS"/*.eml >"$OUT/one"
	(cd / && TZ=Pacific/Auckland LC_ALL=C psqctl explain --json \
		"$CORPUS"/*.eml >"$OUT/two")
	cmp "$OUT/one" "$OUT/two"
}

@test "explain: needs neither configuration, database nor network" {
	cd "$OUT"
	run env -i PSQ_DATADIR="$PSQ_DATADIR" "$top_builddir/psqctl" explain \
		"$CORPUS/urgence-voisin-couteau-palier.eml"
	same 0 "$status"
	has Drapeaux
	has Message
}

@test "check-config: a good file is good, and the sample too" {
	run psqctl --config "$WORLD_CONF" check-config
	same 0 "$status"
	has "2 commissariat(s), 2 messagerie(s)"
	install -m 600 /dev/null "$OUT/password"
	sed "s,/run/credentials/psqd.service/ddsp90-psq,$OUT/password," \
		"$top_srcdir/contrib/psqd.conf.sample" >"$OUT/sample.conf"
	run psqctl --config "$OUT/sample.conf" check-config
	same 0 "$status"
}

# wrong LINE TEXT SED: the configuration, changed by SED, is refused with TEXT
# at the first line that LINE, an expression, fits; by psqctl and by psqd.
wrong() {
	local line=$1 text=$2 conf=$OUT/wrong.conf number
	sed "$3" "$WORLD_CONF" >"$conf"
	number=$(grep -nE -m 1 -- "$line" "$conf" | cut -d : -f 1)
	run psqctl --config "$conf" check-config
	same 78 "$status"
	has "$conf:$number: "
	has "$text"
	run "$top_builddir/psqd" --once --config "$conf"
	same 78 "$status"
	has "$conf:$number: "
}

@test "check-config: what is wrong in the file, with its line" {
	wrong retries 'unknown key "retries"' 's/^retry_seconds/retries/'
	wrong 'retry_seconds' 'whole number' \
		's/^retry_seconds = 2/retry_seconds = "2"/'
	wrong 'retry_seconds' '1 to 3600' \
		's/^retry_seconds = 2/retry_seconds = 0/'
	wrong 'max_batch_bytes' 'max_batch_bytes is 5' \
		'1i max_batch_bytes = 5;'
	wrong '^user_name' 'unknown key "user_name"' 's/^user =/user_name =/'
	wrong '^security' '"tls", "starttls", "none"' \
		'0,/^host/s//security = "ssl"; host/'
	wrong '^port' 'must be a whole number' 's/^port = .*/port = "imaps";/'
	wrong '^\{$' 'host is missing' '/^host/d'
	wrong '^\{$' 'no station has the code "68"' \
		's/^station = "90"/station = "68"/'
	wrong '^settle' 'settle is "lu"' '0,/^host/s//settle = "lu"; host/'
	wrong '^timeout' 'syntax error' 's/^timeout_seconds =/timeout_seconds/'
}

@test "check-config: what does not fit together" {
	run_conf() {
		"$1" >"$OUT/two.conf"
		run psqctl --config "$OUT/two.conf" check-config
		same 78 "$status"
		has "$OUT/two.conf:"
	}
	twice() {
		world_conf "$(world_mailbox "$BELFORT" 90)" \
			"$(world_mailbox "${BELFORT^^}" 90)"
	}
	run_conf twice
	has 'stands twice'
	clear() {
		world_conf "$(world_mailbox "$BELFORT" 90 'security = "none"' \
			'host = "imap.exemple.example"')"
	}
	run_conf clear
	has 'clear text'
	lacks "$IMAP_PASSWORD"
	nowhere() {
		world_conf "$(world_mailbox "$BELFORT" 90 'settle = "move"')"
	}
	run_conf nowhere
	has 'needs settle_to'
	both() {
		world_conf "$(world_mailbox "$BELFORT" 90 \
			'password_file = "/dev/null"')"
	}
	run_conf both
	has 'both given'
}

@test "check-config: a password file that others can read is refused" {
	local conf=$OUT/file.conf
	echo secret >"$OUT/password"
	world_conf "$(world_mailbox "$BELFORT" 90 \
		"password_file = \"$OUT/password\"" | sed '/^password =/d')" \
		>"$conf"
	chmod 644 "$OUT/password"
	run psqctl --config "$conf" check-config
	same 78 "$status"
	has 'is open to others'
	chmod 600 "$OUT/password"
	run psqctl --config "$conf" check-config
	same 0 "$status"
	rm "$OUT/password"
	run psqctl --config "$conf" check-config
	same 78 "$status"
	has 'could not be read'
}

@test "a configuration that is not there: exit 78" {
	run psqctl --config "$OUT/none.conf" check-config
	same 78 "$status"
	has "$OUT/none.conf"
	run "$top_builddir/psqd" --config "$OUT/none.conf"
	same 78 "$status"
}

@test "wrong calls: exit 64 and a line on standard error" {
	local call
	for call in '' 'unknown' '--unknown' 'explain' 'explain --unknown x' \
		'check-config x' 'migrate x' 'status x' 'import' 'import x' \
		'tickets' 'tickets show' 'tickets other' 'quarantine' \
		'quarantine show' 'quarantine show x' 'quarantine discard'; do
		# shellcheck disable=SC2086
		run psqctl $call
		echo "psqctl $call" >&2
		same 64 "$status"
		[ -n "$output" ]
	done
	run "$top_builddir/psqd" --unknown
	same 64 "$status"
	run "$top_builddir/psqd" argument
	same 64 "$status"
}

@test "--version and --help: exit 0" {
	run psqctl --version
	same 0 "$status"
	has 'psqd '
	run psqctl --help
	same 0 "$status"
	run psqctl help
	same 0 "$status"
	has quarantine
	run "$top_builddir/psqd" --version
	same 0 "$status"
}

@test "psqd --print-config hides passwords, and can be read again" {
	run "$top_builddir/psqd" --config "$WORLD_CONF" --print-config
	same 0 "$status"
	has 'password = "***"'
	lacks "$IMAP_PASSWORD"
	printf '%s\n' "$output" >"$OUT/again.conf"
	run psqctl --config "$OUT/again.conf" check-config
	same 0 "$status"
}

# Stations and mailboxes come into the database with psqd's first look.
with_mailboxes() {
	psqd_once
	same 0 "$status"
}

@test "import: .eml, mbox and Maildir become tickets, each but once" {
	with_mailboxes
	letters "$OUT/in" 7
	{
		echo 'From p1@exemple.example Mon Nov  2 09:12:00 2026'
		cat "$OUT/in/0003.eml"
		printf '\nFrom p2@exemple.example Mon Nov  2 09:13:00 2026\n'
		sed 's/^Bonjour,/>From here:/' "$OUT/in/0004.eml"
	} >"$OUT/box.mbox"
	mkdir -p "$OUT/maildir"/{cur,new,tmp}
	cp "$OUT/in/0005.eml" "$OUT/maildir/new/1.M1"
	cp "$OUT/in/0006.eml" "$OUT/maildir/cur/1.M2:2,S"
	cp "$OUT/in/0007.eml" "$OUT/maildir/tmp/1.M3"
	local i
	for i in 1 2; do
		run world_psqctl import "$BELFORT" "$OUT/in"/000[12].eml \
			"$OUT/box.mbox" "$OUT/maildir"
		same 0 "$status"
		same 6 "${#lines[@]}"
		same 6 "$(tickets)"
	done
	same 6 "$(grep -c doublon <<<"$output")"
	answers 6 'SELECT count(*) FROM psq.message'
	answers 1 "SELECT count(*) FROM psq.message WHERE said LIKE 'From here:%'"
}

@test "import: what a server then shows is the same message" {
	with_mailboxes
	letter "$OUT/one.eml" >/dev/null
	sed -i 's/$/\r/' "$OUT/one.eml"
	run world_psqctl import "$BELFORT" "$OUT/one.eml"
	same 0 "$status"
	world_deliver "$BELFORT" "$OUT/one.eml"
	psqd_once
	same 1 "$(tickets)"
	answers duplicate 'SELECT fate FROM psq.ledger WHERE uidvalidity > 0'
}

@test "import: a mailbox or a file that is not there" {
	with_mailboxes
	letter "$OUT/one.eml"
	run world_psqctl import nobody@exemple.example "$OUT/one.eml"
	[ "$status" -ne 0 ]
	has nobody@exemple.example
	run world_psqctl import "$BELFORT" "$OUT/none.eml" "$OUT/one.eml"
	same 1 "$status"
	has none.eml
	same 1 "$(tickets)"
}

# A database of its own for what changes the schema: its connection string.
bare_database() {
	PGOPTIONS='-c client_min_messages=warning' \
		"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c 'DROP DATABASE IF EXISTS bare WITH (FORCE)' \
		-c 'CREATE DATABASE bare'
	BARE="$PG_CONNINFO dbname=bare"
}

@test "migrate: once, again without change, and two at once" {
	local one two migrations
	migrations=$(find "$top_srcdir/schema/migrations" -name '*.sql' | wc -l)
	bare_database
	psqctl --database "$BARE" migrate >"$OUT/one" &
	one=$!
	psqctl --database "$BARE" migrate >"$OUT/two" &
	two=$!
	wait "$one"
	wait "$two"
	same "$migrations" "$(cat "$OUT/one" "$OUT/two" | grep -c ' : appliqué')"
	run psqctl --database "$BARE" migrate
	same 0 "$status"
	lacks ' : appliqué'
	same "$migrations" "$("$(pg_bindir)/psql" -XqAt "$BARE" \
		-c 'SELECT count(*) FROM psq.migration')"
}

@test "migrate: a migration that was changed afterwards is refused" {
	bare_database
	mkdir "$OUT/data"
	cp -R "$top_srcdir/schema" "$OUT/data/schema"
	PSQ_DATADIR=$OUT/data psqctl --database "$BARE" migrate
	local first
	first=$(find "$OUT/data/schema/migrations" -name '*.sql' | sort | head -n 1)
	echo '-- changed' >>"$first"
	PSQ_DATADIR=$OUT/data run psqctl --database "$BARE" migrate
	same 78 "$status"
	has "$(basename "$first")"
}

@test "migrate: one that fails leaves the database as it was" {
	bare_database
	mkdir "$OUT/data"
	cp -R "$top_srcdir/schema" "$OUT/data/schema"
	printf 'CREATE TABLE psq.half (a int);\nSELECT 1/0;\n' \
		>"$OUT/data/schema/migrations/9999_half.sql"
	PSQ_DATADIR=$OUT/data run psqctl --database "$BARE" migrate
	[ "$status" -ne 0 ]
	has 9999_half.sql
	same '' "$("$(pg_bindir)/psql" -XqAt "$BARE" -c "SELECT to_regclass('psq.half')")"
	PSQ_DATADIR=$top_srcdir run psqctl --database "$BARE" migrate
	same 0 "$status"
}

@test "status and mailboxes: what is there, and what waits" {
	with_mailboxes
	world_deliver "$BELFORT" \
		"$CORPUS/urgence-voisin-couteau-palier.eml" \
		"$CORPUS/chien-aboie-laposte-lettre-o.eml"
	psqd_once
	run world_psqctl status
	same 0 "$status"
	has "$BELFORT"
	has 'Commissariat de Besançon'
	has jamais
	run world_psqctl mailboxes
	same 0 "$status"
	has "$BESANCON"
	has INBOX
}

@test "status: a database without schema, or none at all" {
	bare_database
	run psqctl --database "$BARE" status
	same 78 "$status"
	has 'psqctl migrate'
	run psqctl --database "host=$OUT dbname=psq" status
	same 1 "$status"
	has 'could not connect to the database'
}

@test "tickets list: alarms first; by station, flag, state and number" {
	world_deliver "$BELFORT" "$CORPUS/chien-aboie-laposte-lettre-o.eml" \
		"$CORPUS/urgence-voisin-couteau-palier.eml" \
		"$CORPUS/merci-intervention-outlookcom.eml"
	world_deliver "$BESANCON" "$CORPUS/rodeo-gmail-android.eml"
	psqd_once
	world_psqctl tickets list --json >"$OUT/json"
	same 4 "$(wc -l <"$OUT/json")"
	same number,station,state,outcome,received_at,flags,topic,contact,place,commune \
		"$(keys . <"$OUT/json" | cut -d , -f 1-10 | sort -u)"
	same 25 "$(world_psqctl tickets list --station 25 --json |
		jq -r .station)"
	world_psqctl tickets list --station 90 --json >"$OUT/json"
	same 3 "$(wc -l <"$OUT/json")"
	same emergency "$(head -n 1 "$OUT/json" | jq -r '.flags[0]')"
	same 1 "$(world_psqctl tickets list --flag emergency --json | wc -l)"
	same 2 "$(world_psqctl tickets list --limit 2 --json | wc -l)"
	same 4 "$(world_psqctl tickets list --state new --json | wc -l)"
	same 0 "$(world_psqctl tickets list --state closed --json | wc -l)"
	run world_psqctl tickets list
	same 0 "$status"
	same 5 "${#lines[@]}"
	[[ ${lines[1]} == *URGENCE* ]]
}

@test "tickets show: all of one, as text and as JSON; an unknown one" {
	world_deliver "$BELFORT" "$CORPUS/urgence-voisin-couteau-palier.eml"
	psqd_once
	local number
	number=$(world_sql 'SELECT number FROM psq.ticket')
	run world_psqctl tickets show "$number"
	same 0 "$status"
	has "$number : nouveau"
	has Historique
	run world_psqctl tickets show --json "$number"
	same 0 "$status"
	same "$number" "$(jq -r .number <<<"$output")"
	same taken_in "$(jq -r '.events[0].what' <<<"$output")"
	run world_psqctl tickets show 90-2026-999999
	same 1 "$status"
	has 90-2026-999999
}
