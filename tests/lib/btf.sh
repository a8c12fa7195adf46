#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# Make arch/<name>/<guest>[+OPTION|-OPTION].btf again: struct pt_regs and
# bpf_user_pt_regs_t, as Debian's linux-source-6.12 (trixie) declares them for
# the guest's configuration, with CONFIG_OPTION set or unset in that.
#   btf.sh FILE...     under build/src/linux-built612 the kernel's source, unpacked
# The kernel's own command for asm-offsets.c compiles them, so no kernel is
# built; one takes 10 to 30 seconds.
# shellcheck disable=SC2154 # conf.py says them
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$top/build} source=$build/src/linux-built612
die() { echo "btf.sh: $*" >&2; exit 1; }

"$top/tests/lib/linux.sh" built612

for file; do
	name=$(basename "$file" .btf) dir=$(cd "$(dirname "$file")" && pwd)
	guest=${name%%[-+]*} option=${name#"${name%%[-+]*}"}
	said=$("$top/tests/lib/conf.py" guest "$guest" built_make)
	eval "$said"
	[ "$built_make" ] || die "$guest has no kernel of ours"
	out=$build/btf/$name log=$build/btf/$name.log
	rm -rf "$out"
	mkdir -p "$out"
	{
		cat "$top/tests/run/kernel.config" "$dir/kernel.config"
		echo "# CONFIG_DEBUG_INFO_BTF is not set"
		case $option in
		+*) echo "CONFIG_${option#+}=y" ;;
		-*) echo "# CONFIG_${option#-} is not set" ;;
		esac
	} > "$out.config"
	# shellcheck disable=SC2086
	run() { make -C "$source" O="$out" $built_make "$@" >> "$log" 2>&1 || die "see $log"; }
	: > "$log"
	run KCONFIG_ALLCONFIG="$out.config" allnoconfig
	case $option in
	+*) grep -qx "CONFIG_${option#+}=y" "$out/.config" ;;
	-*) ! grep -q "^CONFIG_${option#-}=" "$out/.config" ;;
	esac || die "$name: Kconfig does not take $option"
	run prepare
	cat > "$out/types.c" <<-END
		#include <linux/ptrace.h>
		#include <asm/bpf_perf_event.h>
		struct pt_regs regs;
		bpf_user_pt_regs_t user_regs;
	END
	command=$(sed -n 's/^savedcmd_.* := //p' "$out"/arch/*/kernel/.asm-offsets.s.cmd)
	command=${command/-S -o */-g -fno-var-tracking -c -o types.o types.c}
	(cd "$out" && eval "$command") >> "$log" 2>&1 || die "see $log"
	prefix=$(sed -n 's/.*CROSS_COMPILE=\([^ ]*\).*/\1/p' <<< "$built_make")
	if [ "$prefix" ] || [[ $built_make != *LLVM* ]]; then
		ld=${prefix}ld objcopy=${prefix}objcopy
	else
		ld=ld.lld-19 objcopy=llvm-objcopy-19
	fi
	# Linked, for the relocations of its debug information.
	"$ld" --noinhibit-exec -e 0 -o "$out/linked" "$out/types.o" 2>> "$log"
	LLVM_OBJCOPY=$objcopy pahole -J "$out/linked"
	"$objcopy" --dump-section .BTF="$out/types.btf" "$out/linked" "$out/copy"
	"$top/tests/lib/btfmin.py" "$out/types.btf" "$file" pt_regs bpf_user_pt_regs_t
	rm -rf "$out" "$out.config"
	echo "$file: $(stat -c %s "$file") bytes"
done
