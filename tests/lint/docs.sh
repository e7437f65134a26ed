#!/usr/bin/env bash
# The manual names every key and every command that the program has, and no other.
set -euo pipefail
. "${top_srcdir:-.}/tests/lint/tap.bash"
cd "${top_srcdir:-.}"

plan 3
# same FIRST SECOND: the lines that stand in only one of two sorted lists.
same() {
	diff <(printf '%s\n' "$1") <(printf '%s\n' "$2") | grep '^[<>]' || true
}

keys=$(grep -oE 'KEY_[A-Z]+\([A-Z]+, [a-z_]+' common/conf-keys.c |
	sed 's/.*, //' | sort)
manual=$(grep -E '^\.It Cm [a-z_]+$' doc/psqd.conf.5 | sed 's/.It Cm //' | sort)
report 'psqd.conf(5) has the keys of conf-keys.c' "$(same "$keys" "$manual")"

commands=$(awk '/^} commands\[\]/,/^};/' tools/psqctl.c |
	sed -n 's/^\t{ "\([a-z-]*\)".*/\1/p' | sort)
manual=$(grep -oE '^\.It Cm [a-z-]+' doc/psqctl.1 | sed 's/.It Cm //' | sort -u)
report 'psqctl(1) has the commands of psqctl.c' "$(same "$commands" "$manual")"

table=$(awk '/^const PsqKey psq_keys/,/^};/' common/conf-keys.c |
	sed -n 's/.*KEY_[A-Z]*(\([A-Z]*\), \([a-z_]*\).*/\1 \2/p')
report 'keys are in alphabetical order within their section' "$(
	for section in TOP STATION MAILBOX; do
		names=$(grep "^$section " <<<"$table" | cut -d' ' -f2)
		same "$names" "$(sort <<<"$names")"
	done)"
exit $failed
