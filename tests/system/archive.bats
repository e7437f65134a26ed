#!/usr/bin/env bats
# archive.bats - psqctl account, audit, export, subject-access, erase, purge
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

BELFORT=belfort-psq@exemple.example

# Two tickets of Jeanne and one of Paul; sets NUMBERS.
make_tickets() {
	local n
	world_sql "INSERT INTO psq.station (code, name) VALUES ('90', 'Belfort')
		ON CONFLICT DO NOTHING;
		INSERT INTO psq.mailbox (address, station)
		VALUES ('$BELFORT', '90')"
	for n in 1 2 3; do
		printf '%s\n' "From: $([ $n = 3 ] && echo paul || echo jeanne)@courriel.example" \
			'Date: Tue, 24 Nov 2026 10:00:00 +0100' \
			"Message-ID: <$n@courriel.example>" \
			"Subject: Bruit $n" '' \
			"Le voisin fait du bruit, jour $n." >"$OUT/$n.eml"
		world_psqctl import "$BELFORT" "$OUT/$n.eml" >/dev/null
	done
	mapfile -t NUMBERS < <(world_sql 'SELECT number FROM psq.ticket ORDER BY id')
	[ "${#NUMBERS[@]}" = 3 ]
}

# dump: all that the database holds, in OUT/dump.
dump() {
	pg_as "$(pg_bindir)/pg_dump" "$WORLD_OWNER" >"$OUT/dump"
}

@test "account: add, list, passwd, disable; the password is never stored" {
	world_sql "INSERT INTO psq.station (code, name)
		VALUES ('90', 'Belfort') ON CONFLICT DO NOTHING"
	world_psqctl account add --name 'Nora Fictive' --station 90 \
		--role delegate nora <<<'un mot de passe'
	run world_psqctl account list
	[[ $output =~ nora.*Nora\ Fictive.*90.*délégué.*actif.*jamais ]]
	world_psqctl account passwd nora <<<'un autre mot de passe'
	world_psqctl account disable nora
	run world_psqctl account list
	has 'désactivé'
	dump
	grep -q 'Nora Fictive' "$OUT/dump"
	run grep -c 'un autre mot de passe' "$OUT/dump"
	same 0 "$output"
}

@test "account: what is refused says why" {
	run world_psqctl account add --name N --station 90 --role delegate nora \
		<<<'court'
	same 1 "$status"
	has '12 to 1000 bytes'
	run world_psqctl account add --name N --station 13 --role delegate nora \
		<<<'un mot de passe'
	same 1 "$status"
	has "Ce commissariat n'existe pas"
	run world_psqctl account disable nobody
	same 1 "$status"
	has "pas de collègue de ce nom"
	run world_psqctl account add nora
	same 1 "$status"
	run world_psqctl account
	same 64 "$status"
}

@test "audit verify: heads of what is whole, exit 1 and where for what is not" {
	make_tickets
	run world_psqctl audit verify
	same 0 "$status"
	[[ $output =~ ^90\ 3\ [0-9a-f]{64}$ ]]
	world_sql "ALTER TABLE psq.event DISABLE TRIGGER USER;
		UPDATE psq.event SET actor = 'x' WHERE seq = 2"
	run world_psqctl audit verify --station 90
	same 1 "$status"
	has '90, n° 2 : un événement a été modifié'
	run world_psqctl audit
	same 64 "$status"
}

@test "export: a folder whose sums are right, with the bytes as received" {
	make_tickets
	world_psqctl export "${NUMBERS[0]}" "$OUT/bundle"
	(cd "$OUT/bundle" && sha256sum --quiet -c SHA256SUMS)
	cmp "$OUT/1.eml" "$OUT"/bundle/originals/*.eml
	same "${NUMBERS[0]}" "$(jq -r .number "$OUT/bundle/ticket.json")"
	same taken_in "$(jq -r '.[].what' "$OUT/bundle/events.json")"
	same "$(sha256sum <"$OUT/1.eml" | cut -d' ' -f1)" \
		"$(jq -r '.[].sha256' "$OUT/bundle/readings.json")"
	same 700 "$(stat -c %a "$OUT/bundle")"
	same '' "$(find "$OUT/bundle" -type f ! -perm 600)"
	run world_psqctl export "${NUMBERS[0]}" "$OUT/bundle"
	same 1 "$status"
	run world_psqctl export 90-2026-999999 "$OUT/other"
	same 1 "$status"
	has 'no ticket 90-2026-999999'
	[ ! -e "$OUT/other" ]
}

@test "subject-access: all of one person and of nobody else; erase: gone" {
	make_tickets
	run world_psqctl subject-access Jeanne@courriel.example "$OUT/jeanne"
	same "$(printf '%s\n' "${NUMBERS[@]:0:2}")" "$output"
	same "$(printf '%s\n' "${NUMBERS[@]:0:2}")" "$(ls "$OUT/jeanne")"
	run world_psqctl erase --why 'article 17' jeanne@courriel.example
	same "$(printf '%s\n' "${NUMBERS[@]:0:2}")" "$output"
	dump
	grep -q 'paul@' "$OUT/dump"
	run grep -c 'jeanne@' "$OUT/dump"
	same 0 "$output"
	same 1 "$(world_sql "SELECT count(*) FROM psq.message
		WHERE from_address = 'paul@courriel.example'")"
	world_psqctl audit verify
	run world_psqctl erase jeanne@courriel.example
	same 64 "$status"
}

@test "purge: says what would go, then it goes, once" {
	make_tickets
	world_sql "ALTER TABLE psq.ticket DISABLE TRIGGER guard;
		UPDATE psq.ticket SET state = 'closed', outcome = 'oriented',
		opened_at = now() - interval '1 year',
		closed_at = now() - interval '4 months'
		WHERE number = '${NUMBERS[0]}';
		ALTER TABLE psq.ticket ENABLE TRIGGER guard"
	run world_psqctl purge --dry-run
	has '1 contenus et coordonnées'
	same 3 "$(world_sql 'SELECT count(*) FROM psq.raw')"
	run world_psqctl purge
	has '1 contenus et coordonnées'
	same 2 "$(world_sql 'SELECT count(*) FROM psq.raw')"
	run world_psqctl purge
	has '0 contenus et coordonnées'
	run world_psqctl import "$BELFORT" "$OUT/1.eml"
	same 3 "$(world_sql 'SELECT count(*) FROM psq.message')"
}
