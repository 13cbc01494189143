// Decision trees over numbers, asked node by node for 64 rows at a time.
#ifndef ASSOCIATE_CTREEKERNEL_H
#define ASSOCIATE_CTREEKERNEL_H

#include <stdint.h>

// Rows that are asked together, and the most leaves of a tree.
#define TREE_KERNEL_ROWS 64

// A question to one column: what is above the threshold goes right, and then cannot come to a leaf on the left.
typedef struct {
    double threshold;
    // The leaves of the tree, from the left, that a row which goes right may still come to.
    uint64_t leaves_right;
    int32_t column;
} TreeKernelNode;

// The nodes of a tree: first those at which NaN goes left, then those at which it goes right.
typedef struct {
    int32_t nan_left_end;
    int32_t end;
    int32_t first_leaf;
} TreeKernelTree;

// Adds to the scores of 64 rows the leaf of each tree, in the order of the trees.
//
// Value r of column c is columns[64 * c + r], and columns is aligned to 64 bytes. Tree t adds to
// scores[64 * (t % outputs) + r]. Nodes of a tree follow those of the tree before it.
void tree_kernel_add(
    const TreeKernelNode *_Nonnull nodes, const TreeKernelTree *_Nonnull trees, int32_t tree_count,
    const double *_Nonnull leaves, const double *_Nonnull columns, int32_t outputs, double *_Nonnull scores);

#endif
