/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/*
 * Machinery: how a register is reached, for the architecture whose header
 * gives ___BPF_REGS, the layout, and ___BPF_WORD, the width.
 *
 * Included by select.h.
 */
#define ___bpf_regs(x) ((const struct ___BPF_REGS *)(x))
#define ___bpf_slot(x, reg) (___bpf_regs(x)->reg)

/*
 * Keeps clang from merging the loads of two branches into one load through a
 * computed context pointer, which the verifier refuses.
 */
#define ___bpf_apart(value) __asm__("" : "+r"(value))

/*
 * In a branch of the target any: differs in each, and so keeps clang from making
 * one of two, or of what is equal up to their ends. (A text that is not empty
 * would get a line_info of no instruction.)
 */
#ifdef ___BPF_TARGET_ANY
#define ___bpf_distinct() __asm__ volatile("" : : "i"(__COUNTER__))
#else
#define ___bpf_distinct() ((void)0)
#endif

/* The same slot, found by its name in the kernel's BTF. */
#define ___bpf_named(slot) (*__builtin_preserve_access_index(&(slot)))

/* For register files whose layout depends on the kernel's configuration. */
#if BPF_TRACING_CORE && __has_attribute(preserve_access_index)
#define ___BPF_MOVING_REGS __attribute__((__preserve_access_index__))
#else
#define ___BPF_MOVING_REGS
#endif

/*
 * A load from the context. One object for several architectures looks for the
 * name: a kernel without that register refuses the program, and the loads of
 * two architectures stay two.
 */
#ifdef ___BPF_TARGET_ANY
/* What libbpf finds in no kernel and names in the verifier's log. */
struct pt_regs___bpf_any {
	char kernel_of_unknown_architecture;
};
typedef struct pt_regs___bpf_any bpf_user_pt_regs_t___bpf_any;
struct pt_regs___bpf_architecture_has_no {
	char PT_REGS_PARM4, PT_REGS_PARM5, PT_REGS_PARM6, PT_REGS_PARM7, PT_REGS_PARM8;
	char PT_REGS_FP, PT_REGS_PARM7_SYSCALL, PT_REGS_PARM1_SYSCALL_EXIT;
};
#define ___bpf_lacking(type, member) \
	__builtin_preserve_field_info(((type *)0)->member, 0 /* byte offset */)

#define ___bpf_load(x, reg)                                                 \
	({                                                                  \
		unsigned long ___value = ___bpf_named(___bpf_slot(x, reg)); \
		___bpf_apart(___value);                                     \
		___value;                                                   \
	})
#else
#define ___bpf_load(x, reg) ((unsigned long)___bpf_slot(x, reg))
#endif

/*
 * In a branch of the target any: an address that is made of this, or an offset that CO-RE
 * fills in, stays there. Out of a loop clang would take those of all architectures, and a
 * kernel refuses the names that it has not.
 */
#ifdef ___BPF_TARGET_ANY
#define ___bpf_stay(value) __asm__ volatile("" : "+r"(value))
#else
#define ___bpf_stay(value)
#endif

/* A read of kernel memory. */
#define ___bpf_read(slot) ___bpf_own(read)(&(slot))
#define ___bpf_address(x, reg) ___bpf_own(address)(x, (unsigned long)&___bpf_slot(0, reg))
#define ___bpf_get(x, reg, core) \
	((core) ? ___bpf_own(read)(___bpf_address(x, reg)) : ___bpf_load(x, reg))

/*
 * Without debug information of what the macros are made of, objects are half
 * as large. Not where that has CO-RE relocations in it.
 */
#if defined(__clang__) && !BPF_TRACING_CORE
#define ___bpf_nodebug __attribute__((__nodebug__))
#else
#define ___bpf_nodebug
#endif

/* What there is of PT_REGS_<role>. */
#define ___bpf_roles(m)                                                                     \
	m(PARM1) m(PARM2) m(PARM3) m(PARM4) m(PARM5) m(PARM6) m(PARM7) m(PARM8)             \
	m(RET) m(FP) m(RC) m(SP) m(IP)                                                      \
	m(PARM1_SYSCALL) m(PARM2_SYSCALL) m(PARM3_SYSCALL) m(PARM4_SYSCALL)                 \
	m(PARM5_SYSCALL) m(PARM6_SYSCALL) m(PARM7_SYSCALL) m(PARM1_SYSCALL_EXIT)
#define ___bpf_role_number(role) ___BPF_##role,
enum ___bpf_role { ___bpf_roles(___bpf_role_number) };

#ifdef ___BPF_TARGET_ANY
#define ___bpf_case_none(role)                                                  \
	case ___BPF_##role:                                                     \
		return ___bpf_lacking(struct pt_regs___bpf_architecture_has_no, \
				      PT_REGS_##role);
static __always_inline unsigned long ___bpf_lacking_role(const int role)
{
	switch (role) {
	___bpf_case_none(PARM4)
	___bpf_case_none(PARM5)
	___bpf_case_none(PARM6)
	___bpf_case_none(PARM7)
	___bpf_case_none(PARM8)
	___bpf_case_none(FP)
	___bpf_case_none(PARM7_SYSCALL)
	___bpf_case_none(PARM1_SYSCALL_EXIT)
	}
	return 0;
}
#else
#define ___bpf_lacking_role(role) 0
#endif

/* A helper's number, as a name that the kernel's BTF has or not. */
enum bpf_func_id___bpf_tracing {
	BPF_FUNC_task_pt_regs___bpf_tracing = 175,
};

/* What tells in the kernel's BTF that programs may not load without the JIT. */
#if BPF_TRACING_CORE && __has_attribute(preserve_access_index)
struct bpf_prog___bpf_tracing {
	__u32 jit_required : 1;
} __attribute__((__preserve_access_index__));

/* Where a task's stack is, and the registers at its end. */
struct task_struct___bpf_tracing {
	void *stack;
} __attribute__((__preserve_access_index__));
struct pt_regs___bpf_tracing {
	unsigned long ___bpf_none;
};
#endif

/*
 * The context of programs on tp/syscalls. (kernel/trace/trace.h; syscall_tp_t) By the
 * kernel's BTF with clang alone: of structs that nothing else names GCC 12 says no type.
 */
#if BPF_TRACING_CORE && defined(__clang__) && __has_attribute(preserve_access_index)
#define ___bpf_tp_place __attribute__((__preserve_access_index__))
#else
#define ___bpf_tp_place
#endif
#define ___bpf_tp_structs(bits)                                             \
	struct syscall_trace_enter___bpf_##bits {                           \
		__u64 ___bpf_common;                                        \
		__s32 nr;                                                   \
		__u##bits args[6];                                          \
	} ___bpf_tp_place;                                                  \
	struct syscall_trace_exit___bpf_##bits {                            \
		__u64 ___bpf_common;                                        \
		__s32 nr;                                                   \
		__s##bits ret;                                              \
	} ___bpf_tp_place;
___bpf_tp_structs(32)
___bpf_tp_structs(64)

/* Where a syscall's arguments come from: a kprobe's context; the user's registers, */
#define ___BPF_FROM_KPROBE 0
#define ___BPF_FROM_USER 1		/* read, */
#define ___BPF_FROM_USER_LOADED 2	/* or loaded, as the verifier knows the pointer; */
#define ___BPF_AT_EXIT 4		/* as they are when it returns. */
/* Of functions that want to know more beside. */
#define ___bpf_from(from, more) ((from) << 8 | (more))

/*
 * bpf_get_current_task(), and its _btf(), bpf_get_attach_cookie(), bpf_task_pt_regs(),
 * bpf_get_func_arg(), _ret()
 * by their numbers: libbpf's headers before 0.5 and 0.7 do not have the names.
 */
#ifdef ___bpf_helper
extern unsigned long ___bpf_task_address(void) ___bpf_helper(35);
extern void *___bpf_current_task(void) ___bpf_helper(158);
extern __u64 ___bpf_attach_cookie(void *ctx) ___bpf_helper(174);
extern void *___bpf_task_regs(void *task) ___bpf_helper(175);
extern long ___bpf_func_arg(const void *ctx, __u32 n, __u64 *value) ___bpf_helper(183);
extern long ___bpf_func_ret(const void *ctx, __u64 *value) ___bpf_helper(184);
#else
#define ___bpf_task_address() (((unsigned long (*)(void))35UL)())
#define ___bpf_current_task() (((void *(*)(void))158UL)())
#define ___bpf_attach_cookie(ctx) (((__u64 (*)(void *))174UL)(ctx))
#define ___bpf_task_regs(task) (((void *(*)(void *))175UL)(task))
#define ___bpf_func_arg(ctx, n, value) \
	(((long (*)(const void *, __u32, __u64 *))183UL)(ctx, n, value))
#define ___bpf_func_ret(ctx, value) (((long (*)(const void *, __u64 *))184UL)(ctx, value))
#endif
