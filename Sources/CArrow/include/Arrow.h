// Arrow's C data and C stream interfaces.

#pragma once

#include <stddef.h>
#include <stdint.h>

// The type of a column or of a batch. Owned by whoever holds it until `release` is called.
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

// The values of a column or of a batch, in buffers whose number and meaning follow from the type.
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

// Batches of one type, pulled one after the other; the end is a batch whose `release` is null.
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

// Bits of `ArrowSchema.flags`.
enum {
    ARROW_FLAG_DICTIONARY_ORDERED = 1,
    ARROW_FLAG_NULLABLE = 2,
    ARROW_FLAG_MAP_KEYS_SORTED = 4,
};

_Static_assert(sizeof(void *) == 8, "64-bit platforms only");
_Static_assert(sizeof(struct ArrowSchema) == 72, "ArrowSchema");
_Static_assert(offsetof(struct ArrowSchema, flags) == 24, "ArrowSchema.flags");
_Static_assert(offsetof(struct ArrowSchema, children) == 40, "ArrowSchema.children");
_Static_assert(offsetof(struct ArrowSchema, release) == 56, "ArrowSchema.release");
_Static_assert(sizeof(struct ArrowArray) == 80, "ArrowArray");
_Static_assert(offsetof(struct ArrowArray, buffers) == 40, "ArrowArray.buffers");
_Static_assert(offsetof(struct ArrowArray, dictionary) == 56, "ArrowArray.dictionary");
_Static_assert(offsetof(struct ArrowArray, release) == 64, "ArrowArray.release");
_Static_assert(sizeof(struct ArrowArrayStream) == 40, "ArrowArrayStream");
_Static_assert(offsetof(struct ArrowArrayStream, release) == 24, "ArrowArrayStream.release");
