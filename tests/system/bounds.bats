#!/usr/bin/env bats
# bounds.bats - messages made to be expensive: a reading in time and memory
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each is read by psqctl explain as a whole process, start and lexicon included.
# What is held to:
#   processor  user and system time below 1 second (RLIMIT_CPU): on a busy
#              machine the clock says nothing of the program, so that it is
#              only printed
#   memory     200 MiB of private writable pages, touched or not (RLIMIT_DATA),
#              and of resident pages at their peak (ru_maxrss), less the file's
#              own: the message is mapped, and its pages are the kernel's to
#              drop

SECONDS_ALLOWED=1
KIB_ALLOWED=204800
TEXT_BYTES=524288

setup() {
	OUT=$BATS_TEST_TMPDIR
}

# The worst that reads_in_time has seen.
teardown() {
	[ ! -e "$OUT/costs" ] || awk '
		$1 > clock { clock = $1 }
		$2 + $3 > cpu { cpu = $2 + $3 }
		$4 - $5 > own { own = $4 - $5 }
		$4 > all { all = $4 }
		END { printf "# at most %.2f s of the processor, %.2f s by " \
			"the clock, %d MiB of its own, %d MiB with the file\n",
			cpu, clock, own / 1024, all / 1024 }' "$OUT/costs" >&3
}

# The head of a message, without its type.
head_of() {
	printf '%s\n' 'From: Jean Essai <jean@exemple.example>' \
		'To: ddsp90-psq@interieur.gouv.fr' 'Subject: Bruit' \
		'Date: Mon, 02 Nov 2026 09:12:00 +0100' \
		'Message-ID: <b@exemple.example>' 'MIME-Version: 1.0'
}

plain() {
	head_of
	printf '%s\n' 'Content-Type: text/plain; charset=utf-8' \
		'Content-Transfer-Encoding: 8bit' ''
}

mixed() {
	head_of
	printf '%s\n' 'Content-Type: multipart/mixed; boundary="b"' '' '--b' \
		'Content-Type: text/plain' '' 'Voici la photo.'
}

# again BYTES TEXT: TEXT, with printf's escapes, over and over.
again() {
	# shellcheck disable=SC2059
	yes "$(printf "$2")" | head -c "$1"
}

# The same without line ends.
again_in_line() {
	# shellcheck disable=SC2059
	yes "$(printf "$2")" | tr '\n' ' ' | head -c "$1"
}

# reads_in_time: standard input by psqctl, from a file. The reading is $OUT/json;
# $OUT/costs gets a line: clock, user, system (s), peak and the file's size (KiB).
reads_in_time() {
	local limit=() file peak
	cat >"$OUT/big.eml"
	file=$(($(stat -c %s "$OUT/big.eml") / 1024))
	# Sanitizers reserve more than they use.
	nm "$top_builddir/psqctl" 2>/dev/null | grep -q __asan_init ||
		limit=(-d "$KIB_ALLOWED")
	(
		[ ${#limit[@]} = 0 ] || ulimit "${limit[@]}"
		ulimit -t $((SECONDS_ALLOWED * ${PSQ_TESTS_SLOW:-1}))
		exec time -q -f '%e %U %S %M' -o "$OUT/cost" \
			"$top_builddir/psqctl" explain --json "$OUT/big.eml"
	) >"$OUT/json"
	jq -e .kind "$OUT/json" >/dev/null
	echo "$(<"$OUT/cost") $file" | tee -a "$OUT/costs" >&2
	peak=$(cut -d ' ' -f 4 "$OUT/cost")
	[ ${#limit[@]} = 0 ] || [ $((peak - file)) -lt "$KIB_ALLOWED" ]
	rm "$OUT/big.eml"
}

# noted TEXT: the reading says so of what it left out.
noted() {
	jq -r '.notes[]' "$OUT/json" | tee /dev/stderr | grep -qF -- "$1"
}

is() {
	[ "$(jq -r "$1" "$OUT/json" | tee /dev/stderr)" = "$2" ]
}

@test "NUL bytes" {
	{
		plain
		printf 'Bon\0jour\0 du br\0uit\n'
		head -c 600000 /dev/zero
	} | reads_in_time
	is .said 'Bonjour du bruit'
}

@test "lone surrogates and overlong UTF-8" {
	{
		plain
		again 300000 'a\355\240\200b\355\277\277'
		again 300000 'x\300\257\340\200\257\370\210\200\200\200'
	} | reads_in_time
	noted 'accents réparés'
}

@test "bidi controls, zero width letters and homoglyphs" {
	{
		plain
		again 200000 '\342\200\256du bruit\342\200\254 \342\201\246x\342\201\251'
		again 200000 'd\342\200\213u \342\200\215\357\273\277bruit\302\255'
		again 200000 'B\320\276njour du \321\200assage, rue d\320\265 Metz'
	} | reads_in_time
	is '.said | test("[\u202a-\u202e\u2066-\u2069]")' false
}

@test "all of that in the head" {
	{
		printf 'From: "Jean\342\200\256 \355\240\200Du\342\200\213pont" <jean@exemple.example>\n'
		printf 'Subject: =?utf-8?Q?Du=00_b=E2=80=AErui=E2=81=A6t_=ED=A0=80_=C0=AF?=\n'
		printf 'To: <ddsp90-psq@interieur.gouv.fr>\n\nDu bruit.\n'
	} | reads_in_time
	is '[.subject, .from.name] | join(" ") | explode | map(select(. < 32 or
		. == 8203 or (. >= 8234 and . <= 8238) or
		(. >= 8294 and . <= 8297))) | length' 0
	is '.subject[:8]' 'Du bruit'
}

@test "a base64 part of 200 MB" {
	{
		mixed
		printf '%s\n' --b 'Content-Type: image/jpeg; name="photo.jpg"' \
			'Content-Transfer-Encoding: base64' ''
		again 200000000 "$(printf 'A%.0s' {1..76})"
		printf '\n--b--\n'
	} | reads_in_time
	is '.attachments[0].name' photo.jpg
	is '.attachments[0].size > 140000000' true
}

@test "100,000 nested multiparts" {
	{
		head_of
		awk 'BEGIN { for (i = 0; i < 100000; i++)
			printf "Content-Type: multipart/mixed; boundary=\"b%d\"\n\n--b%d\n",
				i, i }'
		printf 'Content-Type: text/plain\n\nDu bruit.\n'
	} | reads_in_time
	noted 'trop de parties'
}

@test "a head of 50 MB, of many fields" {
	{
		head_of
		awk 'BEGIN { for (i = 0; i < 1000000; i++)
			printf "X-Filler-%06d: %035d\n", i, i }'
		printf 'Content-Type: text/html\n\n<b>Du</b> bruit.\n'
	} | reads_in_time
	noted 'en-tête démesuré'
	is .subject Bruit
	is .said 'Du bruit.'
}

@test "a head of 50 MB, of one field" {
	{
		head_of
		printf 'X-Long: '
		head -c 50000000 /dev/zero | tr '\0' a
		printf '\nContent-Type: text/html\n\n<b>Du</b> bruit.\n'
	} | reads_in_time
	noted 'en-tête démesuré'
	is .from.address jean@exemple.example
	is .said 'Du bruit.'
}

@test "a million addresses, in To and in From" {
	addresses() {
		awk 'BEGIN { for (i = 0; i < 1000000; i++)
			printf "a%d@exemple.example,\n ", i }'
		echo z@exemple.example
	}
	{
		head_of | sed '/^To/d'
		printf 'To: '
		addresses
		printf '\nDu bruit.\n'
	} | reads_in_time
	is .from.address jean@exemple.example
	{
		printf 'Subject: Bruit\nFrom: '
		addresses
		printf '\nDu bruit.\n'
	} | reads_in_time
	is .from.address a0@exemple.example
	is .said 'Du bruit.'
}

@test "10,000 attachments" {
	{
		mixed
		awk 'BEGIN { for (i = 0; i < 10000; i++)
			printf "--b\nContent-Type: image/jpeg; name=\"%d.jpg\"\n\nA\n", i
			print "--b--" }'
	} | reads_in_time
	noted 'plus de 200 parties'
	is .said 'Voici la photo.'
}

@test "half a MiB of one thing" {
	local thing
	for thing in 06398 a '06 39 98 12 34 ' 'Jean Dupont Marie Durand ' \
		'au 3 rue de la Paix, place des Vosges ' '> ' 'Nom : ' '--' \
		'zero six trente neuf quatre vingt dix huit ' '. ' 'A. B. ' \
		'Le lun. 2 nov. 2026, Jean Essai <j@exemple.example> a écrit :'; do
		echo "$thing" >&2
		{
			plain
			again "$TEXT_BYTES" "${thing//%/%%}"
		} | reads_in_time
		{
			plain
			again_in_line "$TEXT_BYTES" "$thing"
		} | reads_in_time
		{
			plain
			yes "$thing" | tr -d '\n' | head -c "$TEXT_BYTES"
		} | reads_in_time
	done
}

@test "half a MiB of HTML that is never closed" {
	local tag
	for tag in '<div>' '<table><tr><td>a' '<blockquote>' '<a href="x">' '<!--' \
		'&amp' '<font><b><i>'; do
		echo "$tag" >&2
		{
			head_of
			printf 'Content-Type: text/html\n\n'
			again "$TEXT_BYTES" "$tag"
		} | reads_in_time
	done
}
