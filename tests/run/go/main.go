// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause

// What the Go tests probe: generated functions (tests/run/go_fuzz.py), functions on stacks
// that grow, goroutines, a closure. It does what a byte on its input says and answers
// with one.
package main

import (
	"runtime"
	"syscall"
	"unsafe"
)

// Values that the compiler does not know, so that it extends only what it must.
var zero uint64

func k(v uint64) uint64 { return v ^ zero }

// A value of any type, of its words.
func as[T any](words ...uintptr) T { return *(*T)(unsafe.Pointer(&words[0])) }

var touched int

//go:noinline
func touch() { touched++ }

type receiver struct{ word uintptr }

// The arguments tell of each other: what is probed knows that all are right.
type four [4]uint64

func fourOf(n int) four {
	v := uint64(n)*0x100000001 + 0xc0de000000000000
	return four{v, v + 1, v + 2, v + 3}
}

var text [4096]byte

func textOf(n int) string { return string(text[:n%4000]) }

//go:noinline
func moving(n int, f four, s string, rest int) (int, four, string) {
	var frame [3000]byte
	frame[n%3000] = byte(rest)
	if rest > 0 {
		a, _, _ := moving(n+1, fourOf(n+1), textOf(n+1), rest-1)
		touched += int(frame[rest%3000])
		return a, f, s
	}
	return n, f, s
}

const goroutines = 1000

//go:noinline
func together(n int, f four, s string) (int, four) {
	return n, f
}

//go:noinline
func closure(captured uintptr) func(int) uintptr {
	return func(n int) uintptr { return captured + uintptr(n) }
}

func run(command byte) {
	switch command {
	case 'm':
		// A new goroutine has a small stack.
		over := make(chan int)
		go func() {
			a, _, _ := moving(1, fourOf(1), textOf(1), 200)
			over <- a
		}()
		<-over
	case 'g':
		start, over := make(chan int), make(chan int)
		for i := 0; i < goroutines; i++ {
			go func(n int) {
				<-start
				for i := 0; i < 3; i++ {
					together(n, fourOf(n), textOf(n))
					runtime.Gosched()
				}
				over <- n
			}(i)
		}
		close(start)
		for i := 0; i < goroutines; i++ {
			<-over
		}
	case 'c':
		touched += int(closure(0x5eed0)(3))
	default:
		batches[command-128]()
	}
}

// Makes the stack large, so that none of the generated functions has to.
//go:noinline
func deep(n int) int {
	var frame [512]byte
	if n > 0 {
		frame[n] = byte(deep(n - 1))
	}
	return int(frame[n&511])
}

func main() {
	var command [1]byte
	touched += deep(60)
	for {
		if n, _ := syscall.Read(0, command[:]); n != 1 {
			return
		}
		run(command[0])
		syscall.Write(1, command[:])
	}
}
