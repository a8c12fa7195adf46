#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# A kernel's source, unpacked in build/src/linux-SUITE.
#   linux.sh SUITE     built510, built61, built612, built7, as in tests/inputs
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
source=$BUILD/src/linux-$1
mkdir -p "$BUILD/src"
(
	flock 9
	"$top/tests/lib/debs.py" get "$1"
	cmp -s "$source.deb/.unpacked" "$source/.unpacked" && exit
	rm -rf "$source"
	mkdir -p "$source"
	tar -xf "$source.deb"/usr/src/linux-source-*.tar.xz -C "$source" --strip-components=1
	cp "$source.deb/.unpacked" "$source/.unpacked"
) 9> "$source.lock"
