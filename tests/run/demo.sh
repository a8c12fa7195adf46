#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The demo on each guest; without one, on the first whose kernel can be had.
#   demo.sh [GUEST...]
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
guest=$top/tests/run/guest.sh

missing() { sed 's/^/'"$1"': /' "$BUILD/kernel/$1.missing" 2>/dev/null; }
demo() {
	# shellcheck disable=SC2046
	"$top/tests/lib/deps.sh" $("$guest" packages "$1")
	"$guest" demo "$1"
}

if [ $# -gt 0 ]; then
	"$guest" fetch "$@"
	for g; do
		! missing "$g" >&2 || exit 1
		demo "$g"
	done
	exit
fi
for g in s390x-trixie s390x-bookworm arm64-bookworm amd64-bookworm; do
	"$guest" fetch "$g"
	if missing "$g" > /dev/null; then
		echo "The kernel of $g cannot be had: taking another guest"
		continue
	fi
	demo "$g"
	exit
done
echo "No guest's kernel can be had." >&2
exit 1
