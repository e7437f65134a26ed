#!/usr/bin/env bats
# learn.bats - psqctl evaluate, train and replay: the station teaches the reader
# SPDX-License-Identifier: GPL-3.0-or-later

. "$top_srcdir/tests/lib/system.bash"

BELFORT=belfort-psq@exemple.example

psqctl() {
	"$top_builddir/psqctl" "$@"
}

# items FILE: a few labelled messages, as lexicon/training has them.
items() {
	local i
	for i in 1 2 3 4 5 6 7 8; do
		printf '{"id":"%s-%d","text":"%s numero %d","flags":%s,"topic":"%s"}\n' \
			a "$i" 'On me frappe en ce moment, venez vite, appel' "$i" \
			'["emergency","offence"]' other \
			b "$i" 'Je souhaite porter plainte contre mon voisin' "$i" \
			'["complaint"]' other \
			a "1$i" 'Les poubelles debordent encore dans la rue' "$i" \
			'[]' incivility \
			b "1$i" 'Le voisin du dessus fait du bruit le soir' "$i" \
			'[]' neighbourhood
	done >"$1"
}

# mail SUBJECT TEXT: a message on standard output.
mail() {
	printf 'From: Jeanne Petit <jeanne@courriel.example>\nDate: %s\n' \
		'Tue, 24 Nov 2026 10:00:00 +0100'
	printf 'Message-ID: <%s@courriel.example>\n' "${1// /-}"
	printf 'Subject: %s\n\n%s\n' "$1" "$2"
}

# correct NUMBER FLAGS TOPIC: what desk.correct_flags will do.
correct() {
	world_sql "INSERT INTO psq.correction (message, actor, flags, topic)
		SELECT m.id, 'delegue', '$2', '$3' FROM psq.message m
		JOIN psq.ticket t ON t.id = m.ticket WHERE t.number = '$1'"
}

@test "evaluate: messages and labels give figures and errors" {
	mkdir "$OUT/set"
	mail one 'Je souhaite porter plainte contre mon voisin.' \
		>"$OUT/set/one.eml"
	mail two 'Le concert du quartier etait tres bien, merci.' \
		>"$OUT/set/two.eml"
	printf '{"file":"%s.eml","flags":%s,"topic":"%s","why":"%s"}\n' \
		one '["complaint"]' other 'clear' \
		two '["emergency"]' observation 'wrong on purpose' \
		>"$OUT/set/labels.jsonl"
	psqctl evaluate --json "$OUT/set" >"$OUT/json"
	same '2 1 0 0 1' "$(jq -r '[.messages, .flags.complaint.right,
		.flags.complaint.alarms, .flags.complaint.missed,
		.flags.emergency.missed] | join(" ")' "$OUT/json")"
	same 'two.eml emergency missed wrong on purpose' "$(jq -r '.errors[] |
		select(.of == "emergency") | [.file, .of, .error, .label] |
		join(" ")' "$OUT/json")"
	jq -e '.flags.complaint.recall | .value == 1 and .low > 0.2 and
		.low < 0.21 and .high == 1' "$OUT/json"
	run psqctl evaluate "$OUT/set"
	same 0 "$status"
	has 'two.eml : URGENCE, manqué'
	same "$(psqctl evaluate "$OUT/set")" "$output"
}

@test "evaluate: training messages, and only those kept" {
	mkdir "$OUT/set"
	items "$OUT/set/some.jsonl"
	same 32 "$(psqctl evaluate --json "$OUT/set" | jq .messages)"
	[ "$(psqctl evaluate --json --kept "$OUT/set" | jq .messages)" -lt 12 ]
}

@test "evaluate: what is wrong is said with file and line" {
	mkdir "$OUT/set"
	printf '{"id":"a-1","text":"x","flags":["nonsense"]}\n' >"$OUT/set/x.jsonl"
	run psqctl evaluate "$OUT/set"
	same 78 "$status"
	has "$OUT/set/x.jsonl:1: unknown flag \"nonsense\""
	run psqctl evaluate "$OUT/none"
	same 78 "$status"
	run psqctl evaluate
	same 64 "$status"
}

@test "train: the same messages give the same bytes" {
	mkdir "$OUT/set"
	items "$OUT/set/some.jsonl"
	psqctl train --without-corrections --messages "$OUT/set" \
		--out "$OUT/one.model"
	psqctl train --without-corrections --messages "$OUT/set" \
		--out "$OUT/two.model"
	cmp "$OUT/one.model" "$OUT/two.model"
}

@test "train, evaluate, replay: corrections are learnt and shown beforehand" {
	local n
	mkdir "$OUT/set" "$OUT/in"
	items "$OUT/set/some.jsonl"
	for n in 1 2 3 4 5 6 7 8 9; do
		mail "vasistas $n" "Le vasistas du palier est bloqué, $n fois." \
			>"$OUT/in/$n.eml"
	done
	psqd_once
	world_psqctl import "$BELFORT" "$OUT/in"/*.eml
	world_psqctl train --messages "$OUT/set" --out "$OUT/before.model"
	for n in $(world_sql 'SELECT number FROM psq.ticket'); do
		correct "$n" '{emergency}' other
		correct "$n" '{out_of_scope}' other
	done
	same 9 "$(world_psqctl evaluate --corrections --json | jq .messages)"
	same 9 "$(world_psqctl evaluate --corrections --json | jq \
		'.flags.out_of_scope | .right + .missed')"
	run world_psqctl train --messages "$OUT/set" --out "$OUT/after.model"
	has 'dont 9 corrections'
	run ! cmp -s "$OUT/before.model" "$OUT/after.model"
	run world_psqctl replay --model "$OUT/after.model"
	same 0 "$status"
	has '9 messages relus'
	run world_psqctl replay --model "$OUT/after.model" --since 2099-01-01
	has '0 messages relus'
	run world_psqctl replay --model "$OUT/after.model" --since demain
	same 1 "$status"
	run world_psqctl replay --model "$OUT/set/some.jsonl"
	same 78 "$status"
	run world_psqctl replay
	same 64 "$status"
}

@test "corrections: only known flags and topics; nobody but the owner writes" {
	run world_sql "INSERT INTO psq.correction (message, flags, topic)
		VALUES (1, '{nonsense}', 'other')"
	has 'correction_flags_check'
	run world_sql "SET ROLE psq_daemon; SELECT * FROM psq.correction"
	[ "$status" -ne 0 ]
}
