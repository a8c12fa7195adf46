#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The same object by different loaders, in one guest: TAP on stdout.
#   loaders.sh [--newest] GUEST
# The loaders of Debian 12 and the newest libbpf; with --newest the newest
# bpftool and cilium/ebpf, and aya from Debian's crates. Where a loader lacks what the object asks for, it
# must say so, and the object with the documented pin must do.
# shellcheck disable=SC2154 # conf.py says them
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
debs=$top/tests/lib/debs.py
src=$top/tests/product/loaders
variant=loaders
[ "${1:-}" != --newest ] || { variant=loaders-newest; shift; }
guest=$1
said=$("$top/tests/lib/conf.py" guest "$guest" debian triplet)
eval "$said"
case $debian in
amd64) prefix=__x64_ goarch=amd64 ;;
arm64) prefix=__arm64_ goarch=arm64 ;;
*) echo "1..0 # SKIP no loaders are built for $debian"; exit ;;
esac
symbol=${prefix}sys_process_vm_readv
out=$BUILD/guest/$debian/$variant
root=$BUILD/run/$guest-$variant
rm -rf "$root"
mkdir -p "$out/include" "$root/lib"

[ -e "$BUILD/kernel/$guest/vmlinuz" ] || "$top/tests/run/guest.sh" fetch "$guest" >&2
"$top/tests/run/guest.sh" compile "$guest" "$BUILD/guest/$debian/libbpf.a"
ln -sfn "$BUILD/src/libbpf/src" "$out/include/bpf"
cc=("$triplet-gcc" -g -O2 -Wall -Wextra -static "-DSYSCALL=\"$symbol\"" -I"$src" -I"$out" -idirafter "$out/include"
	-idirafter "$BUILD/src/libbpf/include/uapi" -Wno-unused-parameter -Wno-sign-compare -Wno-unused-value)
object() { # object NAME OPTIONS AND FLAGS...
	"$top/tests/lib/bpfcc.py" "${@:2}" "-DSYSCALL=\"$symbol\"" -c "$src/probe.bpf.c" -o "$root/$1"
}
object probe.bpf.o --guest "$guest"
# After vmlinux.h, where the macros lean on BTF, and the same told not to.
object btf.bpf.o --vmlinux --guest "$guest"
object pinned.bpf.o --vmlinux --guest "$guest" -DBPF_TRACING_CORE=0 -DBPF_SYSCALL_WRAPPER=1
"${cc[@]}" "$top/tests/product/init.c" -o "$root/init"
"${cc[@]}" "$src/load.c" "$BUILD/guest/$debian/libbpf.a" -o "$root/load"

# A dynamic program of Debian's with its libraries.
copy_program() { # copy_program TREE PATH
	local file lib queue=("$1/$2") done=" "
	cp "$1/$2" "$root/"
	while [ ${#queue[@]} -gt 0 ]; do
		file=${queue[0]} queue=("${queue[@]:1}")
		for lib in $(readelf -d "$file" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p'); do
			case $done in *" $lib "*) continue ;; esac
			done+="$lib "
			file=$(find "$1" -name "$lib" | head -n 1)
			[ -n "$file" ] || { echo "no $lib for $2" >&2; return 1; }
			cp -L "$file" "$root/lib/"
			queue+=("$file")
		done
	done
	cp -L "$(find "$1" -name 'ld-linux-*.so.*' | head -n 1)" "$root/lib/ld.so"
}

bpftool="/lib/ld.so --library-path /lib /bpftool"
bpftool_commands() { # bpftool_commands VERSION
	cat <<-END
	bpftool $1 prog load|$bpftool prog load /probe.bpf.o /sys/fs/bpf/one
	bpftool $1 prog loadall|$bpftool prog loadall /probe.bpf.o /sys/fs/bpf/all pinmaps /sys/fs/bpf/maps
	what bpftool $1 loaded sees its arguments|/load
	END
}

if [ $variant = loaders ]; then
	# Debian 12's libbpf, from its source as the newest one is.
	old=$BUILD/src-bookworm
	"$debs" get loaders
	ln -sfn "$BUILD/src/elfutils" "$old/elfutils"
	ln -sfn "$BUILD/src/zlib" "$old/zlib"
	make -s -f "$top/tests/run/libs.mk" CC="$triplet-gcc" AR="$triplet-ar" OUT="$out/old" SRC="$old" > "$out/old.log" 2>&1 ||
		{ tail "$out/old.log" >&2; exit 1; }
	mkdir -p "$out/oldinclude"
	ln -sfn "$old/libbpf/src" "$out/oldinclude/bpf"
	"${cc[@]}" -I"$out/oldinclude" "$src/load.c" "$out/old/libbpf.a" -o "$root/load-old" 2>&1
	bpftool gen skeleton "$root/probe.bpf.o" name probe_bpf > "$out/probe.skel.h"
	bpftool gen skeleton -L "$root/probe.bpf.o" name probe_bpf > "$out/probe.lskel.h"
	"${cc[@]}" "$src/skeleton.c" "$BUILD/guest/$debian/libbpf.a" -o "$root/skeleton"
	"${cc[@]}" -DLIGHT -I"$out/oldinclude" "$src/skeleton.c" -o "$root/light"
	copy_program "$BUILD/tree/bpftool-bookworm-$debian" usr/sbin/bpftool
	version=$(sed -n 's/^bpftool v//p' <<< "$(bpftool version)")
	gopath=/usr/share/gocode go=(go)
	{
		cat <<-END
		the newest libbpf|/load /probe.bpf.o
		the newest libbpf, after vmlinux.h|/load /btf.bpf.o
		libbpf of Debian 12|/load-old /probe.bpf.o
		libbpf of Debian 12, after vmlinux.h|/load-old /btf.bpf.o
		skeleton of bpftool $version|/skeleton
		light skeleton of bpftool $version|/light
		END
		bpftool_commands "$version"
		cat <<-END
		cilium/ebpf of Debian 12|/cilium /probe.bpf.o $symbol
		cilium/ebpf of Debian 12, after vmlinux.h, cannot read this kernel's BTF|!unknown kind: Unknown (19)|/cilium /btf.bpf.o $symbol
		cilium/ebpf of Debian 12, after vmlinux.h, pinned|/cilium /pinned.bpf.o $symbol
		END
	} > "$root/commands"
else
	wanted=("tree:sid:$debian:bpftool=$BUILD/tree/bpftool-sid-$debian")
	for package in golang-go golang-github-cilium-ebpf-dev librust-aya-dev; do
		wanted+=("tree:sid:amd64:$package=$BUILD/tree/$package")
	done
	why=$(LOCK=none "$debs" get "${wanted[@]}" 2>&1) || {
		echo "1..0 # SKIP $(sed -n 's/^debs.py: //p' <<< "$why")"
		exit
	}
	copy_program "$BUILD/tree/bpftool-sid-$debian" usr/sbin/bpftool
	gopath=$BUILD/tree/golang-github-cilium-ebpf-dev/usr/share/gocode
	goroot=$(ls -d "$BUILD"/tree/golang-go/usr/lib/go-*)
	go=(env "GOROOT=$goroot" "$goroot/bin/go")
	{
		bpftool_commands newest
		echo "the newest cilium/ebpf|/cilium /probe.bpf.o $symbol"
		echo "the newest cilium/ebpf, after vmlinux.h|/cilium /btf.bpf.o $symbol"
		echo "the newest cilium/ebpf, after vmlinux.h, pinned|/cilium /pinned.bpf.o $symbol"
		if [ "$debian" = amd64 ]; then
			echo "aya|/aya /probe.bpf.o $symbol"
			echo "aya, after vmlinux.h|/aya /btf.bpf.o $symbol"
			echo "aya, after vmlinux.h, pinned|/aya /pinned.bpf.o $symbol"
		fi
	} > "$root/commands"
	if [ "$debian" = amd64 ]; then
		registry=$BUILD/tree/librust-aya-dev/usr/share/cargo/registry
		rm -rf "$out/aya"
		cp -r "$src/aya" "$out/aya"
		(cd "$out/aya" && RUSTFLAGS="-C target-feature=+crt-static" cargo build --quiet --offline \
			--config 'source.crates-io.replace-with="debian"' --config "source.debian.directory=\"$registry\"" \
			--target-dir "$BUILD/cargo" --target x86_64-unknown-linux-gnu) >&2
		cp "$BUILD/cargo/x86_64-unknown-linux-gnu/debug/loader" "$root/aya"
	fi
fi
(cd "$src" && env "GOCACHE=$BUILD/go-cache" CGO_ENABLED=0 GOARCH=$goarch GO111MODULE=off GOFLAGS=-buildvcs=false \
	"GOPATH=$gopath" "${go[@]}" build -o "$root/cilium" . >&2)
"$top/tests/run/guest.sh" with "$guest" "$root"
