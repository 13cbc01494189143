#include "CTreeKernel.h"

typedef double Values __attribute__((ext_vector_type(8)));
typedef uint64_t Leaves __attribute__((ext_vector_type(8)));

enum { lanes = 8, vectors = TREE_KERNEL_ROWS / lanes };

// Swift compiles for the oldest processor; here the machine's own is asked when the program starts.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

FOR_EACH_PROCESSOR
void tree_kernel_add(
    const TreeKernelNode *nodes, const TreeKernelTree *trees, int32_t tree_count, const double *leaves,
    const double *columns, int32_t outputs, double *scores)
{
    int32_t n = 0;
    int32_t output = 0;
    for (int32_t t = 0; t < tree_count; t++) {
        Leaves left[vectors];
        for (int k = 0; k < vectors; k++) left[k] = ~(Leaves)0;
        for (; n < trees[t].nan_left_end; n++) {
            const Values *values = (const Values *)(columns + TREE_KERNEL_ROWS * (int64_t)nodes[n].column);
            Values threshold = nodes[n].threshold;
            Leaves right = nodes[n].leaves_right;
#pragma clang loop unroll(full)
            for (int k = 0; k < vectors; k++) left[k] = (values[k] > threshold) ? (left[k] & right) : left[k];
        }
        for (; n < trees[t].end; n++) {
            const Values *values = (const Values *)(columns + TREE_KERNEL_ROWS * (int64_t)nodes[n].column);
            Values threshold = nodes[n].threshold;
            Leaves right = nodes[n].leaves_right;
#pragma clang loop unroll(full)
            for (int k = 0; k < vectors; k++) left[k] = (values[k] <= threshold) ? left[k] : (left[k] & right);
        }
        const double *own = leaves + trees[t].first_leaf;
        double *score = scores + TREE_KERNEL_ROWS * (int64_t)output;
        for (int k = 0; k < vectors; k++)
            for (int lane = 0; lane < lanes; lane++) score[lanes * k + lane] += own[__builtin_ctzll(left[k][lane])];
        if (++output == outputs) output = 0;
    }
}
