#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Build a guest's kernel from the source that tests/inputs has for its suite.
#   kernel.sh GUEST     into build/kernel/GUEST: vmlinuz, release, btf
#   kernel.sh key GUEST what one is built from, for those who keep built kernels
# The configuration is allnoconfig, then those there are of tests/run/kernel.config,
# tests/run/<suite>.config, arch/<name>/kernel.config, arch/<name>/<debian>.config and
# arch/<name>/<suite>.config. Built once for each source and configuration.
# shellcheck disable=SC2154 # conf.py says them
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
verb=build
if [ "$1" = key ]; then verb=key; shift; fi
guest=$1 out=$BUILD/kernel-build/$1 dir=$BUILD/kernel/$1
said=$("$top/tests/lib/conf.py" guest "$guest" arch suite debian built_make built_image built_flags)
eval "$said"
die() { echo "kernel.sh: $*" >&2; exit 1; }

config=$(for file in tests/run/{kernel,"$suite"}.config "arch/$arch"/{kernel,"$debian","$suite"}.config; do
	if [ -e "$top/$file" ]; then cat "$top/$file"; fi
done)
hash=$(sha256sum <<< "$config $built_make $built_flags" | cut -c1-16)
# The source that is wanted is looked at first: who has the kernel need not download it.
request=$(awk -v use="$suite" '$1 == use { print $2 ":" $3 ":" $4 ":" $5 }' "$top/tests/inputs")
wanted=$(awk -v request="$request" '$1 == request { print $5 }' "$top/tests/inputs.lock")
key_of() { echo "$guest-${1:0:16}-$hash"; }
if [ $verb = key ]; then key_of "$wanted"; exit; fi
is_built() { [ "$(cat "$dir/key" 2>/dev/null)" = "$key" ]; }
key=$(key_of "$wanted")
[ "${LOCK:-}" = none ] || ! is_built || exit 0
mkdir -p "$BUILD/kernel"
source=$BUILD/src/linux-$suite
"$top/tests/lib/linux.sh" "$suite"
version=$(make -s -C "$source" kernelversion)
key=$(key_of "$(cat "$source/.unpacked")")
! is_built || exit 0

log=$BUILD/kernel-build/$guest.log
echo "Building Linux $version for $guest (5 to 10 minutes; log in build/kernel-build/$guest.log)"
start=$SECONDS
rm -rf "$out" "$dir" "$dir.new"
mkdir -p "$out"
echo "$config" > "$out.config"
flags=KCFLAGS=-fno-var-tracking
[ "$built_flags" != none ] || flags=
target=$(basename "$built_image")
# No libgcc to link with (arcompact): one object has the kernel's types too.
[ "${target%.o}" = "$target" ] || target=$built_image
# shellcheck disable=SC2086
run() { make -C "$source" O="$out" $built_make $flags "$@" >> "$log" 2>&1; }
: > "$log"
run KCONFIG_ALLCONFIG="$out.config" allnoconfig &&
	run -j"${JOBS:-$(nproc)}" "$target" || {
	grep -aE 'error|Error' "$log" | head -n 5 >&2
	die "Linux for $guest does not build; the log is $log"
}
# What was asked for at last, is there and not in effect tells of a wrong fragment.
options=$(find "$source" -name 'Kconfig*' -exec sed -n 's/^\(menu\)\{0,1\}config[ \t]*/CONFIG_/p' {} + | sort -u)
while IFS= read -r line; do
	grep -qx "$line" "$out/.config" || ! grep -qx "${line%=*}" <<< "$options" ||
		echo "note: $guest: $line is not in effect"
done <<< "$(sed 's/^# \(CONFIG_[A-Za-z0-9_]*\) is not set/\1=n/' <<< "$config" |
	awk -F= '{ said[$1] = $2 } END { for (o in said) if (said[o] == "y") print o "=y" }' | sort)"
mkdir -p "$dir.new"
# The binutils of the compiler that built it.
tool() { if [ -n "$tools" ]; then echo "$tools$1"; else echo "llvm-$1-19"; fi; }
tools=$(sed -n 's/.*CROSS_COMPILE=\([^ ]*\).*/\1/p' <<< "$built_make")
dump_btf() {
	"$(tool objcopy)" --dump-section .BTF="$dir.new/btf" "$out/$1" "$dir.new/copy" 2>> "$log"
	rm -f "$dir.new/copy"
}
case $built_image in
*.o)
	# Linked by itself, for the relocations of its debug information.
	"$(tool ld)" --noinhibit-exec -e 0 -o "$out/linked" "$out/$built_image" 2>> "$log"
	LLVM_OBJCOPY=$(tool objcopy) pahole -J "$out/linked"
	dump_btf linked
	;;
vmlinux)
	"$(tool strip)" -s -o "$dir.new/vmlinuz" "$out/vmlinux" 2>> "$log"
	dump_btf vmlinux
	;;
*)
	cp "$out/$built_image" "$dir.new/vmlinuz"
	dump_btf vmlinux
	;;
esac
echo "$version" > "$dir.new/release"
echo "$key" > "$dir.new/key"
echo $((SECONDS - start)) > "$dir.new/seconds"
mv "$dir.new" "$dir"
rm -rf "$out" "$out.config"
echo "Built $guest in $((SECONDS - start)) s"
