# cython: language_level=3, boundscheck=False, wraparound=False
"""The compiled loop: a tape of instructions over the executor's arrays, run without the interpreter lock."""

from libc.stdint cimport int64_t, intptr_t
from libc.stdlib cimport calloc, free

cdef extern from "_loop.h":
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
    int width
    void look_at_machine() nogil
    ctypedef struct carried:
        double *to
        const double *p "from"
        intptr_t count
    ctypedef struct tape:
        op *ops
        int count, readings
        int64_t *batch
        intptr_t size
        double *t
        double *update
        double *epoch
        carried *carry
        int carries
        const double **read
        int columns
    void run_ops(const op *ops, int count) noexcept nogil
    intptr_t advance(const tape *s, intptr_t updates, const int64_t *order, double update, double epoch, double t,
                     double *rows) noexcept nogil

Place = Step = tuple  # said in _vm.pyi
PRIMITIVES = {KERNELS[number].name.decode(): number for number in range(KERNEL_COUNT)}
look_at_machine()


def vector_width(int wanted=0):
    """Doubles in a vector of the products: what the machine has, or for a test fewer, which gives the same bits."""
    global width
    if wanted:
        width = wanted
    return width


def shuffle(int64_t[::1] order, const int64_t[::1] others):
    """Swap the last number of ``order`` with one of ``others``, then the last but one, down to the second."""
    cdef intptr_t number, last = order.shape[0] - 1
    if others.shape[0] < last:
        raise ValueError("too few numbers to swap with")
    with nogil:
        for number in range(last):
            order[last - number], order[others[number]] = order[others[number]], order[last - number]


cdef view seen(tuple placed):
    """(address, bytes from row to row, bytes from column to column)"""
    cdef view found
    found.p = <double *><intptr_t>placed[0]
    found.r = <intptr_t>placed[1] // 8
    found.c = <intptr_t>placed[2] // 8
    return found


cdef class Tape:
    """Instructions for one size of batch; ``run`` does them all, ``advance`` makes many updates.

    Args:
        steps: one tuple each: primitive, (rows, columns, inner), exact, places of the result and of up to three
            operands, and the address of a batch's numbers or 0.
        kept: the arrays that the addresses point into, which must live as long as the tape.
        readings: steps whose results are read off after each update, in ``advance`` only.
    """

    cdef tape it
    cdef object kept

    def __cinit__(self, list steps, list kept, list readings=[]):
        cdef int number
        self.kept = kept
        self.it.count, self.it.readings = len(steps), len(readings)
        self.it.ops = <op *>calloc(max(len(steps) + len(readings), 1), sizeof(op))
        if self.it.ops == NULL:
            raise MemoryError
        for number, (name, shape, exact, places, index) in enumerate(steps + readings):
            one = &self.it.ops[number]
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

    def feed(self, intptr_t batch, intptr_t size, tuple counters, list carry, list read):
        """Say where an update finds what it is given and leaves what it carries on.

        Args:
            batch: address of the numbers of the samples.
            size: how many they are.
            counters: addresses of t, update and epoch.
            carry: (address to, address from, numbers) each.
            read: addresses of the numbers of a row, the loss first.
        """
        cdef int number
        self.it.batch, self.it.size = <int64_t *>batch, size
        self.it.t = <double *><intptr_t>counters[0]
        self.it.update = <double *><intptr_t>counters[1]
        self.it.epoch = <double *><intptr_t>counters[2]
        self.it.carry = <carried *>calloc(max(len(carry), 1), sizeof(carried))
        self.it.read = <const double **>calloc(max(len(read), 1), sizeof(double *))
        if self.it.carry == NULL or self.it.read == NULL:
            raise MemoryError
        self.it.carries, self.it.columns = len(carry), len(read)
        for number, (to, origin, count) in enumerate(carry):
            self.it.carry[number].to = <double *><intptr_t>to
            self.it.carry[number].p = <const double *><intptr_t>origin
            self.it.carry[number].count = count
        for number, address in enumerate(read):
            self.it.read[number] = <const double *><intptr_t>address

    def __dealloc__(self):
        free(self.it.ops)
        free(self.it.carry)
        free(self.it.read)

    def run(self):
        """Do every instruction of an update, in order."""
        with nogil:
            run_ops(self.it.ops, self.it.count)

    def advance(self, const int64_t[::1] order, double update, double epoch, double t, double[:, ::1] rows):
        """Make as many updates as there are rows, each with the next ``size`` samples of ``order``.

        Returns:
            The updates made: fewer where one left the finite numbers, whose results are then in place.
        """
        cdef intptr_t updates = rows.shape[0], made
        if self.it.columns != rows.shape[1] or order.shape[0] < updates * self.it.size or self.it.batch == NULL:
            raise ValueError("rows or order do not fit this tape")
        if not updates:
            return 0
        with nogil:
            made = advance(&self.it, updates, &order[0], update, epoch, t, &rows[0, 0])
        return made
