#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The newest clang and GCC for BPF that Debian has, run beside the machine's
# own: build/cc/clang-sid and build/cc/gcc-sid start them with their libraries.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$top/build}
suite=sid lib=usr/lib/x86_64-linux-gnu
mkdir -p "$build/cc"

# wrapper NAME TREE PROGRAM FLAGS...
wrapper() {
	printf '#!/bin/sh\nexec %s %s "$@"\n' \
		"$2/$lib/ld-linux-x86-64.so.2 --library-path $2/$lib${libs:+:$libs} $2/$3" "${*:4}" > "$build/cc/$1.new"
	chmod +x "$build/cc/$1.new"
	mv "$build/cc/$1.new" "$build/cc/$1"
}

# The newest of the versions that are packaged there.
"$top/tests/lib/debs.sh" newest $suite amd64 'clang-[0-9]+' > "$build/cc/clang-version"
clang=$(cat "$build/cc/clang-version")
tree=$build/tree/$clang
"$top/tests/lib/debs.sh" tree $suite amd64 "$tree" "$clang"
libs=$tree/usr/lib/llvm-${clang#clang-}/lib
wrapper clang-sid "$tree" "usr/lib/llvm-${clang#clang-}/bin/clang" \
	-resource-dir "$(ls -d "$libs"/clang/*)"

tree=$build/tree/gcc-bpf
"$top/tests/lib/debs.sh" tree $suite amd64 "$tree" gcc-bpf
libs=
mkdir -p "$build/cc/gcc"
wrapper gcc/as "$tree" usr/bin/bpf-as
wrapper gcc/cc1 "$tree" "$(cd "$tree" && ls usr/lib/gcc/bpf/*/cc1)"
wrapper gcc-sid "$tree" usr/bin/bpf-gcc "-B$build/cc/gcc"

"$build/cc/clang-sid" --version | head -n 1
"$build/cc/gcc-sid" --version | head -n 1
