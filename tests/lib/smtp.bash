# smtp.bash - a private mail server for one file of tests: source it
# SPDX-License-Identifier: GPL-3.0-or-later

# smtp_start DIR CERTIFICATES: starts tests/lib/smtp-server with its letters in
# DIR. Afterwards SMTPS_PORT (TLS), SMTP_PORT (STARTTLS), SMTP_DIR and SMTP_PID
# are set.
smtp_start() {
	: "${top_srcdir:?is not set}"
	local i
	SMTP_DIR=$1
	mkdir -p "$SMTP_DIR"
	"$top_srcdir/tests/lib/smtp-server" "$SMTP_DIR" "$2" "$IMAP_PASSWORD" \
		</dev/null >"$SMTP_DIR.log" 2>&1 3>&- &
	SMTP_PID=$!
	for ((i = 0; i < 200; i++)); do
		[ ! -s "$SMTP_DIR/ports" ] || break
		sleep 0.05
	done
	read -r SMTPS_PORT SMTP_PORT <"$SMTP_DIR/ports"
	export SMTP_DIR SMTP_PID SMTPS_PORT SMTP_PORT
}

smtp_stop() {
	[ -n "${SMTP_PID:-}" ] || return 0
	grep -qsF smtp-server "/proc/$SMTP_PID/cmdline" || return 0
	kill "$SMTP_PID" 2>/dev/null || true
}

# smtp_letters ADDRESS: how many letters have come for it.
smtp_letters() {
	local files=("$SMTP_DIR/$1"/*.eml)
	[ -e "${files[0]}" ] || files=()
	echo "${#files[@]}"
}
