// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause
/* The program that examples/area.bpf.c traces. */
struct rectangle {
	int x, y, width, height;
};

__attribute__((noinline)) long long area(struct rectangle r, long long scale, unsigned char unit);
long long area(struct rectangle r, long long scale, unsigned char unit)
{
	__asm__ volatile("" : "+r"(r.x), "+r"(unit));
	return r.width * r.height * scale;
}

int main(void)
{
	struct rectangle r = { 3, 4, 50, 60 };

	return area(r, 10000000000, 'm') != 30000000000000;
}
