#!/usr/bin/env bats
# letters.bats - letters go out once, to whom they must, and to nobody else
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"
. "$top_srcdir/tests/lib/smtp.bash"

setup() {
	system_setup
	smtp_start "$OUT/smtp" "$WORLD/imap/certificates"
	letter_conf "$SMTPS_PORT" tls >"$WORLD_CONF"
}

teardown() {
	smtp_stop
	system_teardown
}

# letter_conf PORT SECURITY: a configuration that sends letters.
letter_conf() {
	world_conf "$(world_mailbox "$BELFORT" 90 'smtp_host = "localhost"' \
		"smtp_port = $1" "smtp_security = \"$2\"")"
}

# from ADDRESS FILE [SUBJECT [HEADER]]: a message of that address.
from() {
	letter "$2" "${3:-Bruit}" >/dev/null
	sed -i "s/^From:.*/From: Camille Exemple <$1>/
		s/^Message-ID:.*/&${4:+\n$4}/" "$2"
	world_deliver "$BELFORT" "$2"
}

# header NAME FILE
header() {
	/usr/bin/python3 - "$1" "$2" <<-'PY'
		import email, email.policy, sys
		with open(sys.argv[2], 'rb') as file:
		    mail = email.message_from_binary_file(
		        file, policy=email.policy.default)
		print(mail[sys.argv[1]])
	PY
}

# sound FILE: the letter has no defect that python3's email sees, and its text
# and HTML say the same.
sound() {
	/usr/bin/python3 - "$1" <<-'PY'
		import email, email.policy, html.parser, re, sys
		with open(sys.argv[1], 'rb') as file:
		    data = file.read()
		mail = email.message_from_bytes(data, policy=email.policy.default)
		for part in mail.walk():
		    assert not part.defects, part.defects
		assert all(len(line) <= 78 for line in data.split(b'\r\n'))
		assert data.isascii()
		class Words(html.parser.HTMLParser):
		    def __init__(self):
		        super().__init__()
		        self.text, self.head = '', False
		    def handle_starttag(self, tag, attrs):
		        self.head = self.head or tag == 'head'
		        for name, value in attrs:
		            assert name not in ('src', 'background'), value
		    def handle_endtag(self, tag):
		        self.head = self.head and tag != 'head'
		    def handle_data(self, data):
		        self.text += '' if self.head else data + ' '
		def words(text):
		    return re.findall(r'\w+', text)
		page = Words()
		page.feed(mail.get_body(('html',)).get_content())
		plain = re.sub(r'\(mailto:[^)]*\)', '',
		               mail.get_body(('plain',)).get_content())
		assert words(page.text) == words(plain), (page.text, plain)
	PY
}

@test "a message is acknowledged once, to its sender, from nobody" {
	from lucie@habitant.example "$OUT/one.eml"
	psqd_once
	[ "$status" -eq 0 ]
	psqd_once
	local file="$SMTP_DIR/lucie@habitant.example/1.eml"
	same 1 "$(smtp_letters lucie@habitant.example)"
	same '<>' "$(cat "${file%.eml}.from")"
	same auto-replied "$(header Auto-Submitted "$file")"
	same "<one.eml.$BATS_TEST_NUMBER@exemple.example>" \
		"$(header In-Reply-To "$file")"
	sound "$file"
	answers sent "SELECT state FROM psq.letter"
	answers 1 "SELECT count(*) FROM psq.event WHERE what = 'letter_sent'"
}

@test "a letter says the station's address and phone, as configured now" {
	sed -i 's|name = "Commissariat de Belfort";|& phone = "03 53 01 00 17";|' \
		"$WORLD_CONF"
	from lucie@habitant.example "$OUT/one.eml"
	psqd_once
	run cat "$SMTP_DIR/lucie@habitant.example/1.eml"
	has '03 53 01 00 17'
	answers 1 "SELECT count(*) FROM psq.station
		WHERE phone = '03 53 01 00 17' AND postal_address IS NULL"
}

@test "letters go by STARTTLS, and never in clear text" {
	letter_conf "$SMTP_PORT" starttls >"$WORLD_CONF"
	from lucie@habitant.example "$OUT/one.eml"
	psqd_once
	same 1 "$(smtp_letters lucie@habitant.example)"
	letter_conf "$SMTPS_PORT" starttls >"$WORLD_CONF"
	from marc@habitant.example "$OUT/two.eml"
	WORLD_SETTINGS='timeout_seconds = 2' letter_conf "$SMTPS_PORT" \
		starttls >"$WORLD_CONF"
	psqd_once
	same 0 "$(smtp_letters marc@habitant.example)"
	answers queued "SELECT state FROM psq.letter ORDER BY id DESC LIMIT 1"
}

@test "a resident answers, and the ticket opens again" {
	from lucie@habitant.example "$OUT/one.eml"
	psqd_once
	world_sql "UPDATE psq.ticket SET state = 'closed', outcome = 'by_mail',
		closed_at = now()" >/dev/null
	local id
	id=$(header Message-ID "$SMTP_DIR/lucie@habitant.example/1.eml")
	from lucie@habitant.example "$OUT/two.eml" 'Re: encore' "In-Reply-To: $id"
	psqd_once
	answers 1 'SELECT count(*) FROM psq.ticket'
	answers open 'SELECT state FROM psq.ticket'
	answers follow_up 'SELECT fate FROM psq.ledger ORDER BY uid DESC LIMIT 1'
}

@test "a letter that is refused comes back on the ticket" {
	from refuse@habitant.example "$OUT/one.eml"
	psqd_once
	answers 'failed 550 5.1.1 No such user here' \
		"SELECT state || ' ' || why FROM psq.letter"
	answers 1 "SELECT count(*) FROM psq.event WHERE what = 'letter_failed'"
	from heavy@habitant.example "$OUT/two.eml"
	psqd_once
	answers 'failed 552 5.3.4 Too heavy' \
		"SELECT state || ' ' || why FROM psq.letter ORDER BY id DESC LIMIT 1"
}

@test "a letter that can't be taken now is sent later, the same one" {
	from later@habitant.example "$OUT/one.eml"
	psqd_once
	answers 'queued 451 4.7.1 Try again later' \
		"SELECT state || ' ' || why FROM psq.letter"
	: >"$SMTP_DIR/open"
	psqd_once
	same 0 "$(smtp_letters later@habitant.example)"
	world_sql 'UPDATE psq.letter SET next_try_at = now()' >/dev/null
	psqd_once
	same 1 "$(smtp_letters later@habitant.example)"
}

@test "a connection lost after the final dot: the same Message-ID twice" {
	from drop@habitant.example "$OUT/one.eml"
	psqd_once
	answers queued 'SELECT state FROM psq.letter'
	world_sql 'UPDATE psq.letter SET next_try_at = now()' >/dev/null
	psqd_once
	same 2 "$(smtp_letters drop@habitant.example)"
	cmp "$SMTP_DIR/drop@habitant.example/1.eml" \
		"$SMTP_DIR/drop@habitant.example/2.eml"
	answers sent 'SELECT state FROM psq.letter'
}

@test "machines, lists and our own mailboxes get no letter" {
	from noreply@habitant.example "$OUT/one.eml"
	from auto@habitant.example "$OUT/two.eml" Absence \
		'Auto-Submitted: auto-replied'
	from list@habitant.example "$OUT/three.eml" Lettre \
		'List-Id: <lettre.habitant.example>\nPrecedence: bulk'
	psqd_once
	[ -z "$(ls "$SMTP_DIR"/*/*.eml 2>/dev/null)" ]
}

@test "a forged Reply-To, Sender or subject sends a letter nowhere else" {
	from lucie@habitant.example "$OUT/one.eml" Bruit \
		'Reply-To: victime@ailleurs.example, b@ailleurs.example\nSender: x@ailleurs.example\nReturn-Path: <y@ailleurs.example>'
	psqd_once
	same lucie@habitant.example "$(cd "$SMTP_DIR" && echo *@*)"
}

@test "no two letters to one address within the hour" {
	from lucie@habitant.example "$OUT/one.eml"
	from lucie@habitant.example "$OUT/two.eml"
	from Lucie@Habitant.example "$OUT/three.eml"
	psqd_once
	same 1 "$(smtp_letters lucie@habitant.example)"
	answers 2 "SELECT count(*) FROM psq.letter WHERE state = 'held'"
}

@test "psqd that runs acknowledges within seconds" {
	psqd_start
	from lucie@habitant.example "$OUT/one.eml"
	await 20 [ -e "$SMTP_DIR/lucie@habitant.example/1.eml" ]
	psqd_stop
	[ "$status" -eq 0 ]
}

@test "reply: an answer from the station, in the thread; a bounce is noted" {
	from lucie@habitant.example "$OUT/one.eml"
	psqd_once
	local number file
	number=$(world_sql 'SELECT number FROM psq.ticket')
	printf 'Bonjour,\n\nNous sommes passés hier.\n' >"$OUT/words"
	run world_psqctl reply "$number" --file "$OUT/words"
	[ "$status" -eq 0 ]
	psqd_once
	file="$SMTP_DIR/lucie@habitant.example/2.eml"
	same "$BELFORT" "$(cat "${file%.eml}.from")"
	same None "$(header Auto-Submitted "$file")"
	same "Réponse à votre message (demande $number)" "$(header Subject "$file")"
	sound "$file"
	run world_psqctl letter preview "$number"
	has 'Nous sommes passés hier.'
	answers answered 'SELECT state FROM psq.ticket'
	bounce "$(header Message-ID "$file")" >"$OUT/bounce.eml"
	world_deliver "$BELFORT" "$OUT/bounce.eml"
	psqd_once
	answers 1 'SELECT count(*) FROM psq.letter WHERE bounced_at IS NOT NULL'
	answers "automatic $number" "SELECT l.fate || ' ' || t.number
		FROM psq.ledger l JOIN psq.message m ON m.id = l.message
		JOIN psq.ticket t ON t.id = m.ticket ORDER BY l.uid DESC LIMIT 1"
}

# bounce MESSAGE-ID: a report (RFC 3464) that this letter came back.
bounce() {
	cat <<-MAIL
		From: MAILER-DAEMON@habitant.example
		To: $BELFORT
		Subject: Undelivered Mail Returned to Sender
		Auto-Submitted: auto-replied
		Content-Type: multipart/report; report-type=delivery-status; boundary="b"
		MIME-Version: 1.0

		--b
		Content-Type: text/plain

		The mailbox is full.

		--b
		Content-Type: message/delivery-status

		Reporting-MTA: dns; mx.habitant.example

		Final-Recipient: rfc822; lucie@habitant.example
		Action: failed
		Status: 5.2.2

		--b
		Content-Type: text/rfc822-headers

		From: $BELFORT
		Message-ID: $1

		--b--
	MAIL
}

@test "reply: what can't be answered is refused, in French" {
	printf 'x\n' >"$OUT/words"
	run world_psqctl reply 90-2026-000099 --file "$OUT/words"
	[ "$status" -eq 1 ]
	has "n'existe pas"
	run world_psqctl reply 90-2026-000099
	[ "$status" -eq 64 ]
}

@test "satisfaction: asked after closing, answered by mail, counted once" {
	from lucie@habitant.example "$OUT/one.eml"
	psqd_once
	world_sql "UPDATE psq.ticket SET state = 'closed', outcome = 'by_phone',
		closed_at = now()" >/dev/null
	psqd_once
	local file="$SMTP_DIR/lucie@habitant.example/2.eml" subject
	sound "$file"
	subject=$(/usr/bin/python3 - "$file" <<-'PY'
		import email, email.policy, re, sys, urllib.parse
		mail = email.message_from_file(open(sys.argv[1]),
		                               policy=email.policy.default)
		text = mail.get_body(('plain',)).get_content()
		link = re.search(r'mailto:(\S+?)\?subject=(\S+?)\)', text)
		print(urllib.parse.unquote(link.group(2)))
	PY
	)
	from lucie@habitant.example "$OUT/two.eml" "$subject"
	psqd_once
	answers 5 'SELECT mark FROM psq.opinion'
	answers closed 'SELECT state FROM psq.ticket'
	same 2 "$(smtp_letters lucie@habitant.example)"
}

@test "letter preview: what a message in a file would be answered" {
	letter "$OUT/one.eml" >/dev/null
	run world_psqctl letter preview "$OUT/one.eml"
	[ "$status" -eq 0 ]
	has 'Nous avons bien reçu votre message'
	has 'camille@exemple.example'
}

@test "directory: all services, none unchecked for six months yet" {
	run world_psqctl directory list
	[ "$status" -eq 0 ]
	has 'Plainte en ligne'
	mkdir "$OUT/own"
	printf '[mairie]\nname=Mairie\nphone=03 53 01 00 00\nchecked=2020-01-01\n' \
		>"$OUT/own/directory.conf"
	WORLD_SETTINGS="letters_dir = \"$OUT/own\"" world_conf >"$WORLD_CONF"
	run "$top_builddir/psqctl" --config "$WORLD_CONF" directory check
	[ "$status" -eq 1 ]
	has Mairie
}

@test "psqd killed after each step of sending: the same letter, and once" {
	local point
	for point in letter-taken letter-kept letter-told letter-noted; do
		rm -f "$OUT/mark"
		from "$point@habitant.example" "$OUT/$point.eml"
		PSQ_CRASH=$point PSQ_CRASH_MARK="$OUT/mark" \
			"$top_builddir/tests/system/psqd-crash" --once \
			--config "$WORLD_CONF" >>"$WORLD/psqd.log" 2>&1 || true
		[ -e "$OUT/mark" ]
		world_sql "UPDATE psq.letter SET sending_at = now() - interval '1 day'
			WHERE state = 'sending'" >/dev/null
		psqd_once
		answers 0 "SELECT count(*) FROM psq.letter WHERE state <> 'sent'"
	done
	same 1 "$(smtp_letters letter-taken@habitant.example)"
	same 1 "$(smtp_letters letter-kept@habitant.example)"
	same 2 "$(smtp_letters letter-told@habitant.example)"
	same 1 "$(smtp_letters letter-noted@habitant.example)"
	cmp "$SMTP_DIR/letter-told@habitant.example"/{1,2}.eml
}
