#!/usr/bin/env bash
# Each folder includes only what lies below it, each foreign header has one owner.
set -euo pipefail
. "${top_srcdir:-.}/tests/lint/tap.bash"
cd "${top_srcdir:-.}"

# includes FOLDER: the lines of its files that include something.
includes() {
	grep -rnE '^# *include' --include='*.c' --include='*.h' \
		--include='*.cc' "$1" || true
}

# below FOLDER ALLOWED: includes of ours that are in none of the folders.
below() {
	includes "$1" | grep -E '"[a-z]+/' | grep -vE "\"($2)/" || true
}

# owned HEADER OWNERS: files that include it and are not its owner.
owned() {
	grep -rlE "^# *include <$1" --include='*.c' --include='*.h' \
		--include='*.cc' common parsers store letters daemon tools |
		grep -vE "^($2)" || true
}

plan 20
report 'common includes only common' "$(below common 'common')"
report 'parsers include only what is below' "$(below parsers 'common|parsers')"
report 'store includes only what is below' "$(below store 'common|parsers|letters|store')"
report 'daemon does not include tools' \
	"$(below daemon 'common|parsers|letters|store|daemon')"
report 'the trainer includes only what is below' \
	"$(below lexicon 'common|parsers|lexicon')"
report 'letters include only what is below' \
	"$(below letters 'common|parsers|letters')"
report 'tools do not include daemon' \
	"$(below tools 'common|parsers|lexicon|letters|store|tools')"
report 'libconfig is for common/conf.c' "$(owned libconfig 'common/conf\.c')"
report 'gmime is for parsers and the composer' \
	"$(owned gmime 'parsers/|letters/letter-compose\.c')"
report 'CTPL is for templates' "$(owned ctpl 'letters/template\.c')"
report 'cmark is for markup' "$(owned cmark 'letters/markup\.c')"
report 'libxml2 is for html-text' "$(owned libxml 'parsers/html-text')"
report 'PCRE2 is for pattern.c' "$(owned pcre2 'parsers/pattern\.c')"
report 'liblinear is for the trainer' "$(owned linear 'lexicon/')"
report 'json-glib is for tools, the trainer and tokens' \
	"$(owned json-glib 'tools/|daemon/tokens\.c')"
report 'libpq is for store' "$(owned 'libpq|libpq-fe' 'store/')"
report 'Argon2 is for store/password.c' "$(owned argon2 'store/password\.c')"
report 'libetpan is for daemon' "$(owned libetpan 'daemon/')"
report 'OpenSSL is for daemon' "$(owned openssl 'daemon/')"
report 'parsers read no file, socket, clock or log' "$(grep -rnE \
	'\b(fopen|open|socket|connect|g_file_get_contents|time|gettimeofday|clock_gettime|g_get_real_time|g_get_monotonic_time|g_date_time_new_now[a-z_]*|psq_log|printf|g_print|g_warning)\(' \
	--include='*.c' --include='*.cc' parsers || true)"
exit $failed
