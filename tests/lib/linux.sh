#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The kernel's source, unpacked in build/src/linux.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
source=$BUILD/src/linux
mkdir -p "$BUILD/src"
(
	flock 9
	"$top/tests/lib/debs.py" get built
	cmp -s "$BUILD/src/linux-deb/.unpacked" "$source/.unpacked" && exit
	rm -rf "$source"
	mkdir -p "$source"
	tar -xf "$BUILD"/src/linux-deb/usr/src/linux-source-6.12.tar.xz -C "$source" --strip-components=1
	cp "$BUILD/src/linux-deb/.unpacked" "$source/.unpacked"
) 9> "$BUILD/src/linux.lock"
