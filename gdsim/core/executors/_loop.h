/* Loop: an update's instructions, and many updates in a row, for the tape in _vm.pyx. */

#include <string.h>

#include "_kernels.h"

typedef struct { double *to; const double *from; intptr_t count; } carried;
typedef struct {
    op *ops;
    int count, readings; /* instructions of an update, and those after them that are read off for the curves */
    int64_t *batch;      /* where the numbers of the samples go, `size` of them */
    intptr_t size;
    double *t, *update, *epoch;
    carried *carry; /* what becomes what for the next update */
    int carries;
    const double **read; /* what is read off: the loss first */
    int columns;
} tape;

static void run_ops(const op *ops, int count) {
    for (int i = 0; i < count; i++) KERNELS[ops[i].code].run(&ops[i]);
}

/* Make `updates` updates, a row of readings each; ends before the one that leaves the finite numbers, with all that it
   has written in place. Returns the updates made. */
static intptr_t advance(
    const tape *s, intptr_t updates, const int64_t *order, double update, double epoch, double t, double *rows) {
    *s->epoch = epoch;
    for (intptr_t made = 0; made < updates; made++, order += s->size, rows += s->columns) {
        memcpy(s->batch, order, (size_t)s->size * sizeof *order);
        *s->update = update + (double)made;
        *s->t = t + (double)made;
        run_ops(s->ops, s->count);
        int finite = all_finite(s->read[0], 1);
        for (int i = 0; i < s->carries; i++) finite &= all_finite(s->carry[i].from, s->carry[i].count);
        if (!finite) return made;
        run_ops(s->ops + s->count, s->readings);
        for (int i = 0; i < s->columns; i++) rows[i] = *s->read[i];
        for (int i = 0; i < s->carries; i++)
            memcpy(s->carry[i].to, s->carry[i].from, (size_t)s->carry[i].count * sizeof(double));
    }
    return updates;
}
