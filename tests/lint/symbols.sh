#!/usr/bin/env bash
# Every external symbol of ours begins with psq_: libetpan and libconfig export
# names such as strbuf_append, which a program of the same name would replace.
set -euo pipefail
. "${top_srcdir:-.}/tests/lint/tap.bash"
cd "${top_builddir:-.}"

plan 2
archives=(common/libcommon.a parsers/libparsers.a lexicon/libtrain.a letters/libletters.a store/libstore.a
	daemon/libdaemon.a tools/libtools.a)
# C++ templates and the sanitizers' own marks are weak or not ours to name.
strange=$(nm -g --defined-only "${archives[@]}" 2>/dev/null |
	awk 'NF == 3 && $2 ~ /[TDBRC]/ { print $3 }' |
	grep -vE '^(psq_|_Z|__odr_asan|__start_|__stop_)' || true)
report 'external symbols begin with psq_' "$strange"

sql=$(cd "${top_srcdir:-.}" && grep -rnE \
	'"[^"]*\b(SELECT .* FROM|INSERT INTO|UPDATE [a-z.]+ SET|DELETE FROM)\b' \
	--include='*.c' common parsers daemon tools || true)
report 'SQL stands only in store' "$sql"
exit $failed
