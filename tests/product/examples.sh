#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
# The examples in one guest, over a workload that they must see: TAP on stdout.
#   examples.sh GUEST
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
export BUILD=${BUILD:-$top/build}
guest=$1 debian=${1%-*} arch= triplet= uapi= order=
[ -e "$BUILD/kernel/$guest/vmlinuz" ] || "$top/tests/run/guest.sh" fetch "$guest" >&2
eval "$("$top/tests/run/guest.sh" show "$guest" | grep -E '^(arch|order)=')"
eval "$(grep -E '^(triplet|uapi)=' "$top/arch/$arch/arch.conf")"
root=$BUILD/run/$guest-examples
rm -rf "$root"
mkdir -p "$root"

"$top/tests/run/guest.sh" compile "$guest" "$BUILD/guest/$debian/libbpf.a"
cc=("$triplet-gcc" -g -O2 -Wall -Wextra -static -I"$BUILD/include" -idirafter "$BUILD/src/libbpf/include/uapi"
	-Wno-unused-result)
"${cc[@]}" "$top/tests/product/init.c" -o "$root/init"
"${cc[@]}" "$top/tests/product/workload.c" -o "$root/workload"
"${cc[@]}" "$top/tests/product/area.c" -o "$root/area"
"${cc[@]}" "$top/examples/trace.c" "$BUILD/guest/$debian/libbpf.a" -o "$root/trace"
object() { # object NAME TARGET UAPI
	clang-19 -g -O2 -target "bpf$order" -Wall -Wextra -Werror "-D__TARGET_ARCH_$2" -I"$top/include" \
		-isystem "$BUILD/include" -idirafter "$BUILD/uapi/usr/lib/linux/uapi/$3" \
		-idirafter "$BUILD/uapi/usr/include" -c "$top/examples/$1.bpf.c" -o "$root/$1.bpf.o"
}
for source in "$top"/examples/*.bpf.c; do
	name=$(basename "${source%.bpf.c}")
	case $name in
	any) object any any x86 ;; # nothing in it is this guest's
	*) object "$name" "$arch" "$uapi" ;;
	esac
done

# What the C library's connect() is there.
way="by syscall" more= session="=vfs_statx took |= ns, returned -2|"
case $debian in
s390x)
	way="by socketcall"
	session="!JIT is required for calling kernel function|" # Debian's kernel has none
	;;
arm64) [ "${guest##*-}" = sid ] || session="!not in this kernel: kprobe.session|" ;; # no fprobe
amd64) more="=connect(79, family 1, ...) by a 32-bit task|" ;;
esac
cat > "$root/commands" <<END
connect|=connect(77, family 1, ...) $way|=connect(78, family 1, ...) by syscall|$more/trace /connect.bpf.o /workload connect
memory|=mmap length 123456, fd |=, offset 12288|=clone flags 800, child_tid c1d0, tls 5e70|/trace /memory.bpf.o /workload memory
latency|=vfs_statx took |= ns, returned -2|/trace /latency.bpf.o /workload stat
area|=area at 3,4 of 50|=  by 60, scale 10000000000, unit m|=  is 30000000000000|/trace /area.bpf.o /area
any, sha256 $(sha256sum < "$root/any.bpf.o" | cut -c1-16)|=vfs_statx of dfd -100, flags |=vfs_statx returned -2|/trace /any.bpf.o /workload stat
session|$session/trace /session.bpf.o /workload stat
END
(cd "$root" && find . | sort | cpio --quiet -o -H newc | gzip -1) > "$root.cpio"
rm -rf "$root"
"$top/tests/run/guest.sh" with "$guest" "$root.cpio" "$guest-examples"
