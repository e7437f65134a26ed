# pg.bash - a private PostgreSQL for tests and the demo: source it
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A cluster of its own in a folder, reached by a socket in that folder only.
# PostgreSQL refuses to run as root: then it runs as the user PG_OS_USER,
# "postgres" by default.

: "${PG_OS_USER:=postgres}"

# Runs a command as whoever may run PostgreSQL, from a folder that it can read.
pg_as() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && runuser -u "$PG_OS_USER" -- "$@")
	else
		"$@"
	fi
}

# Where initdb and postgres are; Debian keeps them out of PATH.
pg_bindir() {
	if command -v pg_config >/dev/null; then
		pg_config --bindir
	else
		find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1
	fi
}

# pg_start DIR: makes a cluster in DIR, which is created, and starts it. Ends
# when it takes connections, which only this user and root may open. PG_OS_USER
# must be able to reach DIR. Lines of postgresql.conf may be given in
# PG_SETTINGS. Afterwards PG_CONNINFO is a connection string of the superuser
# without a database name, and PG_PID the server's process. Its log is
# DIR/log. Returns 1, with the end of the log on standard error, if it fails.
pg_start() {
	local dir bin
	dir=$(realpath -m "$1")
	bin=$(pg_bindir)
	# A socket's path may have 107 bytes: see unix(7).
	if [ "${#dir}" -gt 85 ]; then
		echo "pg_start: $dir is too long for a socket" >&2
		return 1
	fi
	mkdir -p "$dir" || return 1
	if [ "$(id -u)" = 0 ]; then
		chown "$PG_OS_USER" "$dir" || return 1
	fi
	pg_as "$bin/initdb" -U postgres --auth=trust -E UTF8 --no-locale \
		--no-sync -D "$dir/data" >"$dir/initdb.log" 2>&1 || {
		tail -n 5 "$dir/initdb.log" >&2
		return 1
	}
	cat >>"$dir/data/postgresql.conf" <<-CONF
		listen_addresses = ''
		unix_socket_directories = '$dir'
		unix_socket_permissions = 0700
		max_connections = 60
		log_line_prefix = '%m [%p] %q%u@%d/%a '
		timezone = 'UTC'
		${PG_SETTINGS:-}
	CONF
	pg_boot "$dir"
}

# pg_boot DIR: starts the cluster that is in DIR; as pg_start.
pg_boot() {
	local dir bin
	dir=$(realpath -m "$1")
	bin=$(pg_bindir)
	# Descriptor 3 is that of bats, which would wait for the server's end.
	pg_as "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -t 60 start \
		>/dev/null 3>&- || {
		tail -n 5 "$dir/log" >&2
		return 1
	}
	PG_PID=$(head -n 1 "$dir/data/postmaster.pid")
	PG_CONNINFO="host=$dir user=postgres"
	export PG_PID PG_CONNINFO
}

# pg_stop DIR: stops the cluster in DIR, breaking its connections, and waits
# for its end. What is in DIR stays. Nothing happens where none runs.
pg_stop() {
	local dir pid i
	dir=$(realpath -m "$1")
	[ -s "$dir/data/postmaster.pid" ] || return 0
	pid=$(head -n 1 "$dir/data/postmaster.pid")
	# The number may be another process's by now.
	grep -qsF "$dir/data" "/proc/$pid/cmdline" || return 0
	kill -INT "$pid" || return 1
	for ((i = 0; i < 300; i++)); do
		[ -d "/proc/$pid" ] || return 0
		sleep 0.1
	done
	echo "pg_stop: process $pid does not end" >&2
	return 1
}
