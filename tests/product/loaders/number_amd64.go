// SPDX-License-Identifier: LGPL-2.1 OR BSD-2-Clause

package main

const processVMReadv = 310
