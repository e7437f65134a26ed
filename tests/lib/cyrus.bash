# cyrus.bash - a private Cyrus IMAP for one pass of the tests: source it
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Debian's programs, which contrib/install-packages unpacks into CYRUS_DIR
# because they can't be installed beside Dovecot. They use certificates of
# imap.bash, which is sourced before. Root runs it as IMAP_OS_USER.

: "${CYRUS_DIR:=/usr/local/lib/psqd-tests/cyrus}"

cyrus_is_there() {
	[ -x "$CYRUS_DIR/usr/lib/cyrus/bin/imapd" ]
}

# Runs one of Cyrus' programs as the user of the server.
cyrus_as() {
	local libraries
	libraries=$(printf '%s:' "$CYRUS_DIR"/usr/lib/*/)
	imap_as env "LD_LIBRARY_PATH=$libraries" "$@"
}

# cyrus_config DIR CERTIFICATES IMAPS_PORT IMAP_PORT: writes imapd.conf and
# cyrus.conf.
cyrus_config() {
	local dir=$1 certificates=$2 bin=$CYRUS_DIR/usr/lib/cyrus/bin
	cat >"$dir/imapd.conf" <<-CONF
		configdirectory: $dir/lib
		defaultpartition: default
		partition-default: $dir/spool
		temp_path: $dir/tmp
		proc_path: $dir/lib/proc
		mboxname_lockpath: $dir/lib/lock
		cyrus_user: $(imap_as id -un)
		cyrus_group: $(imap_as id -gn)
		servername: localhost
		admins: cyrus
		autocreate_quota: 0
		unixhierarchysep: yes
		allowplaintext: yes
		sasl_mech_list: PLAIN
		sasl_pwcheck_method: auxprop
		sasl_auxprop_plugin: sasldb
		sasl_sasldb_path: $dir/sasldb2
		tls_server_cert: $certificates/good.pem
		tls_server_key: $certificates/good.key
		imapidlepoll: 1
		syslog_prefix: psqd-tests
	CONF
	cat >"$dir/cyrus.conf" <<-CONF
		START {
			recover cmd="$bin/ctl_cyrusdb -C $dir/imapd.conf -r"
		}
		SERVICES {
			imap cmd="$bin/imapd -C $dir/imapd.conf" \
				listen="127.0.0.1:$4" prefork=0
			imaps cmd="$bin/imapd -C $dir/imapd.conf -s" \
				listen="127.0.0.1:$3" prefork=0
		}
		EVENTS {
		}
	CONF
}

# cyrus_start DIR CERTIFICATES USER...: makes DIR and starts the server for
# these users, whose password is IMAP_PASSWORD. Afterwards CYRUS_TLS_PORT and
# CYRUS_PORT are its ports on localhost.
cyrus_start() {
	local dir=$1 certificates=$2 user i
	shift 2
	CYRUS_TLS_PORT=$(imap_free_port)
	CYRUS_PORT=$(imap_free_port)
	mkdir -p "$dir"/{lib/{db,socket,proc,lock,log,msg},spool,tmp}
	chmod 711 "$dir"
	cyrus_config "$dir" "$certificates" "$CYRUS_TLS_PORT" "$CYRUS_PORT"
	[ "$(id -u)" != 0 ] || chown -R "$IMAP_OS_USER" "$dir"
	for user in "$@"; do
		cyrus_as "$CYRUS_DIR/usr/sbin/saslpasswd2" -c -p -a imap \
			-f "$dir/sasldb2" -u localhost "$user" <<<"$IMAP_PASSWORD"
	done
	cyrus_as setsid "$CYRUS_DIR/usr/lib/cyrus/bin/master" -D \
		-C "$dir/imapd.conf" -M "$dir/cyrus.conf" -p "$dir/pid" \
		</dev/null >"$dir/log" 2>&1 3>&- &
	for ((i = 0; i < 100; i++)); do
		(: <"/dev/tcp/127.0.0.1/$CYRUS_PORT") 2>/dev/null && return
		sleep 0.1
	done
	echo "cyrus_start: no answer on port $CYRUS_PORT" >&2
	return 1
}

# cyrus_stop DIR: stops the server, a process group, at once.
cyrus_stop() {
	[ -s "$1/pid" ] || return 0
	kill -KILL -- "-$(cat "$1/pid")" 2>/dev/null || true
}

# cyrus_command FD COMMAND: sends a command and prints the answer up to the
# server's verdict; 1 if that is not OK.
cyrus_command() {
	local fd=$1 line
	printf 'a %s\r\n' "$2" >&"$fd"
	while IFS= read -r -t 10 -u "$fd" line; do
		[[ $line == "a "* ]] || {
			printf '%s\n' "${line%$'\r'}"
			continue
		}
		[[ $line == "a OK"* ]] && return
		break
	done
	echo "cyrus_command: ${2%%$'\r'*}: ${line:-no answer}" >&2
	return 1
}

# cyrus_open USER: signs in; the connection's descriptor is CYRUS_FD.
cyrus_open() {
	exec {CYRUS_FD}<>"/dev/tcp/127.0.0.1/$CYRUS_PORT"
	read -r -t 10 -u "$CYRUS_FD" _
	cyrus_command "$CYRUS_FD" "LOGIN $1 $IMAP_PASSWORD" >/dev/null
}

cyrus_close() {
	exec {CYRUS_FD}>&-
}

# cyrus_append USER FILE...: puts messages into the user's INBOX, with the
# line ends of the wire.
cyrus_append() {
	local file text
	cyrus_open "$1"
	shift
	for file in "$@"; do
		text=$(sed 's/\r$//; s/$/\r/' "$file" && echo .)
		text=${text%.}
		cyrus_command "$CYRUS_FD" "APPEND INBOX {$(printf %s "$text" |
			wc -c)+}"$'\r\n'"$text"
	done
	cyrus_close
}

# cyrus_create USER FOLDER: the folder's name is as the wire has it.
cyrus_create() {
	cyrus_open "$1"
	cyrus_command "$CYRUS_FD" "CREATE \"$2\""
	cyrus_close
}

# cyrus_list USER FOLDER: "UID (FLAGS)" of each message, one a line.
cyrus_list() {
	cyrus_open "$1"
	cyrus_command "$CYRUS_FD" "EXAMINE \"$2\"" >/dev/null
	cyrus_command "$CYRUS_FD" "UID FETCH 1:* (FLAGS)" |
		sed -nE 's/.*FLAGS (\([^)]*\)).*UID ([0-9]+).*/\2 \1/p
			t; s/.*UID ([0-9]+).*FLAGS (\([^)]*\)).*/\1 \2/p'
	cyrus_close
}
