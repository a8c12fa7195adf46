// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause

// With cilium/ebpf: main OBJECT SYSCALL.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"syscall"

	"github.com/cilium/ebpf"
	"github.com/cilium/ebpf/link"
	"github.com/cilium/ebpf/rlimit"
)

type seen struct {
	Sys    [6]uint64
	Entry  [5]uint64
	Ret    int64
	Target int32
	_      int32
}

func must(err error) {
	if err != nil {
		fmt.Printf("%+v\n", err)
		os.Exit(1)
	}
}

func s(n uint64) uint64 {
	return 0xc0de000000bee000 + n*0x0000000100000001
}

func main() {
	must(rlimit.RemoveMemlock())
	spec, err := ebpf.LoadCollectionSpec(os.Args[1])
	must(err)
	programs, err := ebpf.NewCollection(spec)
	must(err)
	_, err = link.Kprobe(os.Args[2], programs.Programs["sys"], nil)
	must(err)
	_, err = link.Kprobe("security_task_prctl", programs.Programs["entry"], nil)
	must(err)
	_, err = link.Kretprobe("security_task_prctl", programs.Programs["ret"], nil)
	must(err)

	var got seen
	var data bytes.Buffer
	got.Target = int32(os.Getpid())
	must(binary.Write(&data, binary.LittleEndian, &got))
	must(programs.Maps[".bss"].Put(uint32(0), data.Bytes()))
	a := make([]uintptr, 7)
	for n := range a {
		a[n] = uintptr(s(uint64(n)))
	}
	syscall.RawSyscall6(processVMReadv, a[1], a[2], a[3], a[4], a[5], a[6])
	syscall.RawSyscall6(syscall.SYS_PRCTL, a[1], a[2], a[3], a[4], a[5], 0)
	raw, err := programs.Maps[".bss"].LookupBytes(uint32(0))
	must(err)
	must(binary.Read(bytes.NewReader(raw), binary.LittleEndian, &got))

	want := seen{Ret: -int64(syscall.ENOSYS), Target: got.Target}
	for n := range want.Sys {
		want.Sys[n] = s(uint64(n + 1))
	}
	for n := range want.Entry {
		want.Entry[n] = s(uint64(n + 1))
	}
	want.Entry[0] &= 0xffffffff
	if got != want {
		fmt.Printf("expected %x\ngot      %x\n", want, got)
		os.Exit(1)
	}
}
