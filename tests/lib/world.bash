# world.bash - all that psqd needs, private: for system tests and the demo
# SPDX-License-Identifier: GPL-3.0-or-later
#
# PostgreSQL with the schema, Dovecot, and a configuration for two stations.
# top_builddir says where psqd and psqctl are, top_srcdir where tests/ is.

: "${top_builddir:?is not set}" "${top_srcdir:?is not set}"
: "${PSQ_DATADIR:=$top_srcdir}"
export PSQ_DATADIR

. "$top_srcdir/tests/lib/pg.bash"
. "$top_srcdir/tests/lib/imap.bash"

BELFORT=ddsp90-psq@interieur.example
BESANCON=ddsp25-psq@interieur.example
export BELFORT BESANCON

# world_start DIR: starts all in DIR, which is made. Afterwards the variables
# of world_use are set. 1 and the reason on standard error if it fails.
world_start() {
	local dir=$1
	mkdir -p "$dir"
	chmod 711 "$dir"
	PG_SETTINGS="fsync = off" pg_start "$dir/pg" || return 1
	imap_start "$dir/imap" || return 1
	world_use "$dir"
	"$(pg_bindir)/psql" -Xq "$PG_CONNINFO dbname=postgres" \
		-c 'CREATE DATABASE psq' || return 1
	"$top_builddir/psqctl" --database "$PG_CONNINFO dbname=psq" migrate \
		>"$dir/migrate.log" || return 1
	world_conf >"$WORLD_CONF"
}

# world_use DIR: the variables of a world that runs.
#   WORLD        DIR
#   WORLD_CONF   configuration for both stations
#   WORLD_OWNER  libpq connection strings of the owner,
#   WORLD_DAEMON psqd
#   WORLD_ADMIN  and psqctl
world_use() {
	WORLD=$1
	WORLD_CONF=$WORLD/psqd.conf
	WORLD_OWNER="host=$WORLD/pg dbname=psq user=postgres"
	WORLD_DAEMON="host=$WORLD/pg dbname=psq user=psq_daemon"
	WORLD_ADMIN="host=$WORLD/pg dbname=psq user=psq_admin"
	export WORLD WORLD_CONF WORLD_OWNER WORLD_DAEMON WORLD_ADMIN
}

# Of lines "key = value" on standard input the last of each key, each ended by
# a semicolon.
world_lines() {
	awk -F ' = ' 'NF > 1 {
			if (!($1 in line)) order[++n] = $1
			line[$1] = $0
		}
		END { for (i = 1; i <= n; i++) print line[order[i]] ";" }'
}

# world_mailbox ADDRESS STATION [LINE...]: a mailbox as the configuration has
# it. Lines such as 'settle = "seen"' are added; the last of a key counts.
world_mailbox() {
	local address=$1 station=$2
	shift 2
	echo '{'
	printf '%s\n' "address = \"$address\"" "station = \"$station\"" \
		'host = "localhost"' "port = $IMAPS_PORT" \
		"ca_file = \"$IMAP_CA\"" "user = \"$address\"" \
		"password = \"$IMAP_PASSWORD\"" "$@" | world_lines
	echo '}'
}

# world_conf [MAILBOX...]: prints a configuration with these mailboxes, texts
# of world_mailbox; without any, with both stations' own. Lines of
# WORLD_SETTINGS are added.
world_conf() {
	local comma=
	[ $# -gt 0 ] || set -- "$(world_mailbox "$BELFORT" 90)" \
		"$(world_mailbox "$BESANCON" 25)"
	printf '%s\n' "database = \"$WORLD_DAEMON\"" \
		"admin_database = \"$WORLD_ADMIN\"" 'retry_seconds = 2' \
		'poll_seconds = 2' 'timeout_seconds = 10' \
		"${WORLD_SETTINGS:-}" | world_lines
	cat <<-CONF
		stations = (
			{ code = "90"; name = "Commissariat de Belfort"; },
			{ code = "25"; name = "Commissariat de Besançon"; }
		);
		mailboxes = (
	CONF
	while [ $# -gt 0 ]; do
		printf '%s%s' "$comma" "$1"
		comma=$',\n'
		shift
	done
	printf '\n);\n'
}

# world_psqctl ARGUMENT...: psqctl on the world's database, whatever the
# configuration says.
world_psqctl() {
	"$top_builddir/psqctl" --database "$WORLD_ADMIN" "$@"
}

# world_sql STATEMENT: as the owner of the database; bare values.
world_sql() {
	"$(pg_bindir)/psql" -XqAt -v ON_ERROR_STOP=1 "$WORLD_OWNER" -c "$1"
}

# world_deliver ADDRESS FILE...: into that mailbox.
world_deliver() {
	imap_deliver "$WORLD/imap" "$@"
}

# world_stop: stops what world_start has started. The folder stays.
world_stop() {
	[ -n "${WORLD:-}" ] || return 0
	imap_stop "$WORLD/imap"
	pg_stop "$WORLD/pg"
}
