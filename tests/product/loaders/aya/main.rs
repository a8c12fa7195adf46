// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
//! With aya: main OBJECT SYSCALL.
use aya::{maps::Array, programs::KProbe, Ebpf, Pod};

#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Seen {
    sys: [u64; 6],
    entry: [u64; 5],
    ret: i64,
    target: i32,
    pad: i32,
}
unsafe impl Pod for Seen {}

extern "C" {
    fn syscall(number: i64, ...) -> i64;
    fn getpid() -> i32;
}

fn s(n: u64) -> u64 {
    0xc0de000000bee000 + n * 0x0000000100000001
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let mut programs = Ebpf::load_file(&args[1])?;
    let prctl = "security_task_prctl".to_string();
    for (name, symbol) in [("sys", &args[2]), ("entry", &prctl), ("ret", &prctl)] {
        let program: &mut KProbe = programs.program_mut(name).unwrap().try_into()?;
        program.load()?;
        program.attach(symbol, 0)?;
    }
    let mut data: Array<_, Seen> = programs.map_mut(".bss").unwrap().try_into()?;
    data.set(0, Seen { target: unsafe { getpid() }, ..Seen::default() }, 0)?;
    unsafe {
        syscall(310, s(1), s(2), s(3), s(4), s(5), s(6));
        syscall(157, s(1), s(2), s(3), s(4), s(5));
    }
    let got = data.get(&0, 0)?;
    let want = Seen {
        sys: [s(1), s(2), s(3), s(4), s(5), s(6)],
        entry: [s(1) & 0xffffffff, s(2), s(3), s(4), s(5)],
        ret: -38,
        target: got.target,
        pad: 0,
    };
    if got != want {
        return Err(format!("expected {want:x?}\ngot      {got:x?}").into());
    }
    Ok(())
}
