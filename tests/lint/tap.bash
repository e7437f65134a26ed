# tap.bash - what the lint tests share: one line of TAP a rule
# SPDX-License-Identifier: GPL-3.0-or-later

number=0
failed=0

# plan COUNT: how many rules follow.
plan() {
	echo "1..$1"
}

# report NAME OFFENDERS: one rule, which holds if there are no offenders.
report() {
	number=$((number + 1))
	if [ -z "$2" ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		sed 's/^/# /' <<<"$2"
		failed=1
	fi
}

# skip REASON: a rule that can't be looked at here.
skip() {
	number=$((number + 1))
	echo "ok $number # SKIP $1"
}
