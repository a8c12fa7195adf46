#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Debian packages that a task needs: install what is missing, or say how.
#   deps.sh PACKAGE...
set -euo pipefail
missing=()
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	# Not Debian: trust the tools that are there, name those that are not.
	for tool in clang-14 clang-19 llvm-nm-19 python3 gcc cpio dpkg-source; do
		command -v "$tool" >/dev/null || missing+=("$tool")
	done
	[ ${#missing[@]} = 0 ] && exit
	echo "Missing tools: ${missing[*]}" >&2
	echo "On Debian 12 they are in: $*" >&2
	exit 1
fi
for package; do
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
		missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit
if [ "$(id -u)" != 0 ]; then
	echo "Missing packages. As root:" >&2
	echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
	exit 1
fi
echo "Installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Lists that do not come are no failure yet: those of before may do.
if ! { apt-get -q update || :; apt-get -q install -y --no-install-recommends "${missing[@]}"; } > "$log" 2>&1; then
	grep -E '^(E|Err|W):' "$log" | sort -u | tail -n 20 >&2
	if grep -q 'Unable to locate package\|has no installation candidate' "$log"; then
		echo "apt does not know all of these packages: they are Debian 12's." >&2
	elif grep -qE 'Could not (resolve|connect)|Temporary failure|timed out|unreachable' "$log" &&
		! grep -qE '^(Get|Hit):' "$log"; then
		echo "Nothing answers: is the machine offline?" >&2
	else
		echo "apt-get did not install them." >&2
	fi
	exit 1
fi
