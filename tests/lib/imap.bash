# imap.bash - a private Dovecot for tests and the demo: source it
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything lies in one folder: certificates, mail, log. It listens on
# 127.0.0.1 only, on ports that are free. Root runs it as the user
# IMAP_OS_USER, "nobody" by default; anybody else as himself. Everybody's
# password is IMAP_PASSWORD; any user exists, and is a Maildir.

: "${IMAP_OS_USER:=nobody}"
IMAP_PASSWORD=secret-de-demonstration
export IMAP_PASSWORD

# Runs a command as the user of the server, from a folder that it can read.
imap_as() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && runuser -u "$IMAP_OS_USER" -- "$@")
	else
		"$@"
	fi
}

# A port of 127.0.0.1 below those that the kernel gives to clients, on which
# nothing answers now.
imap_free_port() {
	local port
	while true; do
		port=$((RANDOM % 12000 + 20000))
		if ! (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
			echo "$port"
			return
		fi
	done
}

# imap_certificate DIR NAME HOST FROM UNTIL: DIR/NAME.pem and .key, signed by
# the authority DIR/ca.pem.
imap_certificate() {
	local dir=$1 name=$2 host=$3 from=$4 until=$5
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$host" \
		-keyout "$dir/$name.key" -out "$dir/$name.csr" 2>/dev/null
	openssl ca -batch -config "$dir/ca.cnf" -notext -in "$dir/$name.csr" \
		-startdate "$from" -enddate "$until" -out "$dir/$name.pem" \
		-extensions "san_$host" 2>/dev/null
}

# imap_certificates DIR: an authority (ca.pem) and the certificates "good",
# "expired" and "wrong-host" signed by it, and "self-signed".
imap_certificates() {
	local dir=$1 now later
	mkdir -p "$dir"
	: >"$dir/index.txt"
	echo 01 >"$dir/serial"
	cat >"$dir/ca.cnf" <<-CNF
		[ca]
		default_ca = own
		[own]
		database = $dir/index.txt
		serial = $dir/serial
		new_certs_dir = $dir
		certificate = $dir/ca.pem
		private_key = $dir/ca.key
		default_md = sha256
		unique_subject = no
		policy = any
		[any]
		commonName = supplied
		[san_localhost]
		subjectAltName = DNS:localhost
		[san_ailleurs.example]
		subjectAltName = DNS:ailleurs.example
	CNF
	now=$(date -u -d '-1 day' +%Y%m%d%H%M%SZ)
	later=$(date -u -d '+30 days' +%Y%m%d%H%M%SZ)
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
		-subj "/CN=private authority" -keyout "$dir/ca.key" \
		-out "$dir/ca.pem" 2>/dev/null
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
		-subj "/CN=localhost" -addext subjectAltName=DNS:localhost \
		-keyout "$dir/self-signed.key" -out "$dir/self-signed.pem" \
		2>/dev/null
	imap_certificate "$dir" good localhost "$now" "$later"
	imap_certificate "$dir" wrong-host ailleurs.example "$now" "$later"
	imap_certificate "$dir" expired localhost \
		20200101000000Z 20200201000000Z
	chmod 644 "$dir"/*.key "$dir"/*.pem
}

# imap_config DIR INSTANCE CERTIFICATE IMAPS_PORT IMAP_PORT: prints
# dovecot.conf.
imap_config() {
	local dir=$1 run=$1/$2 certificate=$3 imaps=$4 imap=$5 user
	user=$(imap_as id -un)
	cat <<-CONF
		base_dir = $run/run
		state_dir = $run/state
		log_path = $run/log
		instance_name = $2
		protocols = imap
		listen = 127.0.0.1
		default_internal_user = $user
		default_internal_group = $(imap_as id -gn)
		default_login_user = $user
		mail_location = maildir:$dir/mail/%u
		mail_uid = $(imap_as id -u)
		mail_gid = $(imap_as id -g)
		first_valid_uid = 1
		first_valid_gid = 1
		ssl = yes
		ssl_cert = <$dir/certificates/$certificate.pem
		ssl_key = <$dir/certificates/$certificate.key
		disable_plaintext_auth = no
		auth_mechanisms = plain login
		passdb {
			driver = static
			args = password=$IMAP_PASSWORD
		}
		userdb {
			driver = static
			args = home=$dir/mail/%u
		}
		service anvil {
			chroot =
		}
		service imap-login {
			chroot =
			inet_listener imap {
				port = $imap
			}
			inet_listener imaps {
				port = $imaps
				ssl = yes
			}
		}
		service stats {
			chroot =
		}
		namespace inbox {
			inbox = yes
			separator = /
			mailbox Traités {
				auto = create
			}
		}
		mailbox_idle_check_interval = 1 secs
		mail_max_userip_connections = 100
		${IMAP_SETTINGS:-}
	CONF
}

# imap_launch DIR INSTANCE CERTIFICATE: starts one server in DIR/INSTANCE, in
# the place of one that runs there; afterwards IMAPS_PORT and IMAP_PORT are its ports. Tries others when
# somebody takes them at the same time.
imap_launch() {
	local dir=$1 run=$1/$2
	mkdir -p "$run"
	imap_kill "$run/run/master.pid"
	for _ in 1 2 3 4 5; do
		IMAPS_PORT=$(imap_free_port)
		IMAP_PORT=$(imap_free_port)
		imap_config "$dir" "$2" "$3" "$IMAPS_PORT" "$IMAP_PORT" \
			>"$run/dovecot.conf"
		if [ "$(id -u)" = 0 ]; then
			chown "$IMAP_OS_USER" "$run"
		fi
		# Descriptor 3 is that of bats, which would wait for the server.
		if imap_as dovecot -c "$run/dovecot.conf" 2>"$run/start.log" \
			3>&-; then
			imap_await "$run"
			return
		fi
		grep -q 'already in use' "$run/start.log" "$run/log" || break
	done
	cat "$run/start.log" >&2
	return 1
}

# imap_await RUN: until the server that was started says who it is; it does so
# a little after its start has returned.
imap_await() {
	local i
	for ((i = 0; i < 100; i++)); do
		[ ! -s "$1/run/master.pid" ] || return 0
		sleep 0.05
	done
	return 1
}

# imap_start DIR: makes DIR and starts the server in it. Afterwards IMAPS_PORT
# (TLS) and IMAP_PORT (clear text and STARTTLS) are its ports on localhost and
# IMAP_CA the file of its authority.
imap_start() {
	local dir=$1
	mkdir -p "$dir/mail"
	chmod 711 "$dir"
	imap_certificates "$dir/certificates" || return 1
	if [ "$(id -u)" = 0 ]; then
		chown "$IMAP_OS_USER" "$dir/mail"
	fi
	imap_launch "$dir" good good || return 1
	IMAP_CA=$dir/certificates/ca.pem
	export IMAPS_PORT IMAP_PORT IMAP_CA
}

# imap_start_more DIR NAME [CERTIFICATE]: a further server for the same mail,
# with the certificate "expired", "self-signed", "wrong-host" or "good". Lines
# of IMAP_SETTINGS are added to its dovecot.conf. Prints its TLS port.
imap_start_more() (
	imap_launch "$1" "$2" "${3:-good}" >&2 && echo "$IMAPS_PORT"
)

# imap_kill FILE: ends the server whose pid is in FILE at once, with its
# children: each server is a process group.
imap_kill() {
	[ -s "$1" ] || return 0
	kill -KILL -- "-$(cat "$1")" 2>/dev/null || true
	rm -f "$1"
}

# imap_stop DIR: stops all servers in DIR. What is in DIR stays.
imap_stop() {
	local file
	for file in "$1"/*/run/master.pid; do
		imap_kill "$file"
	done
}

# imap_boot DIR: starts the server in DIR again, on the same ports.
imap_boot() {
	imap_as dovecot -c "$1/good/dovecot.conf" 3>&- || return 1
	imap_await "$1/good"
}

# imap_deliver DIR USER FILE...: puts messages into the user's INBOX, each at
# once, as a mail server does.
imap_deliver() {
	local box=$1/mail/$2 file name names=()
	shift 2
	imap_as mkdir -p "$box/cur" "$box/new" "$box/tmp"
	for file in "$@"; do
		IMAP_COUNT=$((${IMAP_COUNT:-0} + 1))
		printf -v name '%(%s)T.%07d_%d.localhost' \
			-1 "$IMAP_COUNT" "$BASHPID"
		install -m 644 -- "$file" "$box/tmp/$name"
		names+=("$box/tmp/$name")
	done
	mv -t "$box/new" -- "${names[@]}"
}

# imap_list DIR USER [FOLDER]: "UID FLAGS" of each message, one a line.
imap_list() {
	imap_as doveadm -c "$1/good/dovecot.conf" -f tab fetch -u "$2" \
		'uid flags' mailbox "${3:-INBOX}" all | tail -n +2
}

# imap_expunge DIR USER UID: removes one message of INBOX.
imap_expunge() {
	imap_as doveadm -c "$1/good/dovecot.conf" expunge -u "$2" \
		mailbox INBOX uid "$3"
}

# imap_uidvalidity_reset DIR USER: the server forgets all UIDs, as after a
# move to another machine, and gives new ones under another UIDVALIDITY.
imap_uidvalidity_reset() {
	local box=$1/mail/$2
	rm -f "$box"/dovecot-uid* "$box"/dovecot.index*
	sleep 1.1 # UIDVALIDITY is the time in seconds
}
