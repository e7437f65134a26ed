#!/usr/bin/env bash
# Scripts please shellcheck, manuals please mandoc.
set -euo pipefail
cd "${top_srcdir:-.}"
. tests/lint/tap.bash
plan 2

if command -v shellcheck >/dev/null; then
	mapfile -t scripts < <(grep -rlE '^#!.*(bash|bats|/sh)' contrib lexicon \
		tests)
	# What bats sets and what a sourced file reads is not seen; a French
	# apostrophe is wanted.
	report 'shellcheck finds nothing' "$(shellcheck -x -f gcc -S warning \
		-e SC1112,SC2034,SC2154 "${scripts[@]}" tests/lib/*.bash \
		-s bash || true)"
else
	skip 'shellcheck is not installed'
fi
if command -v mandoc >/dev/null; then
	report 'mandoc finds no error' "$(mandoc -T lint -W error \
		doc/*.[1-9] || true)"
else
	skip 'mandoc is not installed'
fi
exit $failed
