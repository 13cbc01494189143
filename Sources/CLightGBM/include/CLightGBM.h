// The part of LightGBM's C interface (4.7, LightGBM/c_api.h) that Associate uses, as types of functions that are
// looked up at run time. Every function but the first two answers 0, or -1 and LGBM_GetLastError says why.
#ifndef ASSOCIATE_CLIGHTGBM_H
#define ASSOCIATE_CLIGHTGBM_H

#include <stdint.h>

// Types of numbers that cross the interface.
#define LIGHTGBM_FLOAT32 0
#define LIGHTGBM_FLOAT64 1
#define LIGHTGBM_INT32 2
// What a prediction is: through the objective's link, or the raw score.
#define LIGHTGBM_PREDICT_NORMAL 0
#define LIGHTGBM_PREDICT_RAW_SCORE 1
// Which importance a text form lists: how often a feature splits.
#define LIGHTGBM_IMPORTANCE_SPLIT 0

typedef void *LightGBMDataset;
typedef void *LightGBMBooster;

// The last error of the calling thread.
typedef const char *(*LightGBMGetLastError)(void);
// The callback holds for the calling thread.
typedef int (*LightGBMRegisterLogCallback)(void (*callback)(const char *));

// Values that are not 0, and their rows in the sample, by column; `rows` are to be pushed.
typedef int (*LightGBMDatasetCreateFromSampledColumn)(
    double **values, int **indices, int32_t columns, const int *counts, int32_t sample_rows, int32_t rows,
    int64_t all_rows, const char *parameters, LightGBMDataset *out);
typedef int (*LightGBMDatasetCreateByReference)(LightGBMDataset reference, int64_t rows, LightGBMDataset *out);
// Row-major; with the last row the data set is complete.
typedef int (*LightGBMDatasetPushRows)(
    LightGBMDataset dataset, const void *data, int data_type, int32_t rows, int32_t columns, int32_t start_row);
typedef int (*LightGBMDatasetSetField)(
    LightGBMDataset dataset, const char *name, const void *data, int count, int type);
typedef int (*LightGBMDatasetSetFeatureNames)(LightGBMDataset dataset, const char **names, int count);
// Bins of a column; 0 of one that no tree can split.
typedef int (*LightGBMDatasetGetFeatureNumBin)(LightGBMDataset dataset, int column, int *out);
typedef int (*LightGBMDatasetFree)(LightGBMDataset dataset);

typedef int (*LightGBMBoosterCreate)(LightGBMDataset training, const char *parameters, LightGBMBooster *out);
typedef int (*LightGBMBoosterLoadModelFromString)(const char *text, int *iterations, LightGBMBooster *out);
typedef int (*LightGBMBoosterAddValidData)(LightGBMBooster booster, LightGBMDataset validation);
typedef int (*LightGBMBoosterUpdateOneIter)(LightGBMBooster booster, int *is_finished);
// Predictions of the training rows (0) or of validation rows (1, …): output-major, outputs × rows.
typedef int (*LightGBMBoosterGetNumPredict)(LightGBMBooster booster, int data, int64_t *count);
typedef int (*LightGBMBoosterGetPredict)(LightGBMBooster booster, int data, int64_t *count, double *values);
typedef int (*LightGBMBoosterSaveModelToString)(
    LightGBMBooster booster, int first_iteration, int iterations, int importance, int64_t capacity, int64_t *length,
    char *text);
typedef int (*LightGBMBoosterPredictForMat)(
    LightGBMBooster booster, const void *data, int data_type, int32_t rows, int32_t columns, int is_row_major,
    int predict_type, int first_iteration, int iterations, const char *parameters, int64_t *count, double *values);
typedef int (*LightGBMBoosterFree)(LightGBMBooster booster);

#endif
