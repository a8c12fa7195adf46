/* SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause */
/* What tests/run/fuzz.py writes for the loader. */
struct fuzz_function {
	const char *prototype;
	const char *leaves;	/* names of all single values, apart by blanks */
	const char *return_program;
	void *function;
	int compiles;
};

/*
 * Calls a function and tells of each single value of its arguments, then of
 * its return value, what it is and what the programs got.
 */
typedef void fuzz_call(unsigned long long *truth, unsigned long long *got,
		       unsigned long long *entry, unsigned long long *exit);

struct fuzz {
	int seed, count, batch;		/* functions in all, in a BPF object */
	const char *header;		/* whose macros, if not ours */
	fuzz_call *const *calls[2];	/* by gcc, by clang; NULL where none are */
};

extern const struct fuzz_function fuzz_functions[];
extern const struct fuzz fuzz;
