# cython: language_level=3, boundscheck=False, wraparound=False
"""The compiled loop: a tape of instructions over the executor's arrays, run without the interpreter lock."""

from libc.stdint cimport int64_t, intptr_t
from libc.stdlib cimport calloc, free

cdef extern from "_kernels.h":
    ctypedef struct view:
        double *p
        intptr_t r
        intptr_t c
    ctypedef struct op:
        int code
        intptr_t rows, cols, inner
        view out, a, b, d
        const int64_t *index
        int exact
    ctypedef void (*kernel)(const op *) noexcept nogil
    ctypedef struct named:
        const char *name
        kernel run
    const named KERNELS[]
    int KERNEL_COUNT

Place = Step = tuple  # said in _vm.pyi
PRIMITIVES = {KERNELS[number].name.decode(): number for number in range(KERNEL_COUNT)}


cdef view seen(tuple placed):
    """(address, bytes from row to row, bytes from column to column)"""
    cdef view found
    found.p = <double *><intptr_t>placed[0]
    found.r = <intptr_t>placed[1] // 8
    found.c = <intptr_t>placed[2] // 8
    return found


cdef class Tape:
    """Instructions for one size of batch; ``run`` does them all.

    Args:
        steps: one tuple each: primitive, (rows, columns, inner), exact, places of the result and of up to three
            operands, and the address of a batch's numbers or 0.
        kept: the arrays that the addresses point into, which must live as long as the tape.
    """

    cdef op *ops
    cdef int count
    cdef object kept

    def __cinit__(self, list steps, list kept):
        cdef int number
        self.kept = kept
        self.count = len(steps)
        self.ops = <op *>calloc(max(self.count, 1), sizeof(op))
        if self.ops == NULL:
            raise MemoryError
        for number, (name, shape, exact, places, index) in enumerate(steps):
            one = &self.ops[number]
            one.code = PRIMITIVES[name]
            one.rows, one.cols, one.inner = shape
            one.exact = exact
            one.out = seen(places[0])
            one.a = seen(places[1])
            if len(places) > 2:
                one.b = seen(places[2])
            if len(places) > 3:
                one.d = seen(places[3])
            one.index = <const int64_t *><intptr_t>index

    def __dealloc__(self):
        free(self.ops)

    def run(self):
        """Do every instruction, in order."""
        cdef int number
        with nogil:
            for number in range(self.count):
                KERNELS[self.ops[number].code].run(&self.ops[number])
