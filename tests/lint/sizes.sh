#!/usr/bin/env bash
# A file has at most 350 lines, a function at most 60, and each file says in its
# first line what it is for.
set -euo pipefail
. "${top_srcdir:-.}/tests/lint/tap.bash"
cd "${top_srcdir:-.}"

plan 4
mapfile -t files < <(find common parsers store letters daemon tools tests lexicon \
	-name '*.c' -o -name '*.h' -o -name '*.cc' | sort)

report 'files have at most 350 lines' "$(wc -l "${files[@]}" |
	awk '$2 != "total" && $1 > 350 { print $2 ": " $1 " lines" }')"
report 'functions have at most 60 lines' "$(awk '
	FNR == 1 { start = 0 }
	/^\{/ { start = FNR }
	/^\}/ {
		if (start && FNR - start - 1 > 60)
			print FILENAME ":" start ": " FNR - start - 1 " lines"
		start = 0
	}' "${files[@]}")"
report 'the first line says what a file is for' "$(
	for file in "${files[@]}"; do
		name=$(basename "$file")
		head -n 1 "$file" | grep -qF "// $name - " ||
			echo "$file"
	done)"
if command -v clang-format >/dev/null; then
	report 'clang-format changes nothing' "$(clang-format --dry-run \
		"${files[@]}" 2>&1 | grep -oE '^[^: ]+\.(c|h|cc)' |
		sort -u || true)"
else
	skip 'clang-format is not installed'
fi
exit $failed
