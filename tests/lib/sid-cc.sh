#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The newest clang and GCC for BPF that Debian has, run beside the machine's
# own: build/cc/clang-sid and build/cc/gcc-sid start them with their libraries. What
# cannot be had is no failure: build/cc/missing says why.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$top/build}
suite=sid lib=usr/lib/x86_64-linux-gnu
mkdir -p "$build/cc"
# What there is today, whatever tests/inputs.lock says.
export LOCK=none
debs=$top/tests/lib/debs.py
get() { # get DIRECTORY PACKAGE
	"$debs" get "tree:$suite:amd64:$2=$1" 2> "$build/cc/why" || missing
}
missing() {
	cat "$build/cc/why" >&2
	sed -n 's/^debs.py: //p' "$build/cc/why" > "$build/cc/missing"
	exit 0
}
# `sid-cc.sh missing`: succeeds where they are missing, for a suite that is skipped then.
if [ "${1:-}" = missing ]; then
	[ -e "$build/cc/missing" ] || exit 1
	echo "1..0 # SKIP $(cat "$build/cc/missing")"
	exit
fi
rm -f "$build/cc/missing"

# wrapper NAME TREE PROGRAM FLAGS...
wrapper() {
	printf '#!/bin/sh\nexec %s %s "$@"\n' \
		"$2/$lib/ld-linux-x86-64.so.2 --library-path $2/$lib${libs:+:$libs} $2/$3" "${*:4}" > "$build/cc/$1.new"
	chmod +x "$build/cc/$1.new"
	mv "$build/cc/$1.new" "$build/cc/$1"
}

# The newest of the versions that are packaged there.
"$debs" newest $suite amd64 'clang-[0-9]+' > "$build/cc/clang-version" 2> "$build/cc/why" || missing
clang=$(cat "$build/cc/clang-version")
tree=$build/tree/$clang
get "$tree" "$clang"
libs=$tree/usr/lib/llvm-${clang#clang-}/lib
wrapper clang-sid "$tree" "usr/lib/llvm-${clang#clang-}/bin/clang" \
	-resource-dir "$(ls -d "$libs"/clang/*)"

tree=$build/tree/gcc-bpf
get "$tree" gcc-bpf
libs=
mkdir -p "$build/cc/gcc"
wrapper gcc/as "$tree" usr/bin/bpf-as
wrapper gcc/cc1 "$tree" "$(cd "$tree" && ls usr/lib/gcc/bpf/*/cc1)"
wrapper gcc-sid "$tree" usr/bin/bpf-gcc "-B$build/cc/gcc"

"$build/cc/clang-sid" --version | head -n 1
"$build/cc/gcc-sid" --version | head -n 1
