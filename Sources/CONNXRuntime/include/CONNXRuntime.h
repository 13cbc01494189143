// The part of ONNX Runtime's C interface (onnxruntime_c_api.h) that Associate uses: the table of functions as its first
// version has it. Later versions only append to the table. Every function that answers a status answers NULL where it
// went well; what is not called stands here as a slot.
#ifndef ASSOCIATE_CONNXRUNTIME_H
#define ASSOCIATE_CONNXRUNTIME_H

#include <stddef.h>
#include <stdint.h>

// The version of the table.
#define ORT_TABLE_VERSION 1
// Kinds of values.
#define ORT_TENSOR 1
#define ORT_SEQUENCE 2
#define ORT_MAP 3
// Types of tensors' elements.
#define ORT_FLOAT 1
#define ORT_INT32 6
#define ORT_INT64 7
#define ORT_STRING 8
#define ORT_BOOL 9
#define ORT_DOUBLE 11
// What is logged: errors and worse.
#define ORT_LOG_ERRORS 3
// The kind of memory that callers own.
#define ORT_DEVICE_ALLOCATOR 0
#define ORT_MEMORY_DEFAULT 0

typedef struct OrtStatus OrtStatus;
typedef struct OrtEnv OrtEnv;
typedef struct OrtSession OrtSession;
typedef struct OrtSessionOptions OrtSessionOptions;
typedef struct OrtRunOptions OrtRunOptions;
typedef struct OrtValue OrtValue;
typedef struct OrtMemoryInfo OrtMemoryInfo;
typedef struct OrtAllocator OrtAllocator;
typedef struct OrtTypeInfo OrtTypeInfo;
typedef struct OrtTensorTypeAndShapeInfo OrtTensorTypeAndShapeInfo;

typedef struct OrtApi {
    void *slot0[2];
    const char *(*GetErrorMessage)(const OrtStatus *status);
    OrtStatus *(*CreateEnv)(int log_level, const char *name, OrtEnv **out);
    void *slot4[4];
    OrtStatus *(*CreateSessionFromArray)(
        const OrtEnv *env, const void *model, size_t length, const OrtSessionOptions *options, OrtSession **out);
    OrtStatus *(*Run)(
        OrtSession *session, const OrtRunOptions *options, const char *const *input_names,
        const OrtValue *const *inputs, size_t input_count, const char *const *output_names, size_t output_count,
        OrtValue **outputs);
    OrtStatus *(*CreateSessionOptions)(OrtSessionOptions **out);
    void *slot11[13];
    OrtStatus *(*SetIntraOpNumThreads)(OrtSessionOptions *options, int threads);
    OrtStatus *(*SetInterOpNumThreads)(OrtSessionOptions *options, int threads);
    void *slot26[4];
    OrtStatus *(*SessionGetInputCount)(const OrtSession *session, size_t *out);
    OrtStatus *(*SessionGetOutputCount)(const OrtSession *session, size_t *out);
    void *slot32[1];
    OrtStatus *(*SessionGetInputTypeInfo)(const OrtSession *session, size_t index, OrtTypeInfo **out);
    OrtStatus *(*SessionGetOutputTypeInfo)(const OrtSession *session, size_t index, OrtTypeInfo **out);
    void *slot35[1];
    // The name is the allocator's.
    OrtStatus *(*SessionGetInputName)(
        const OrtSession *session, size_t index, OrtAllocator *allocator, char **out);
    OrtStatus *(*SessionGetOutputName)(
        const OrtSession *session, size_t index, OrtAllocator *allocator, char **out);
    void *slot38[10];
    OrtStatus *(*CreateTensorAsOrtValue)(
        OrtAllocator *allocator, const int64_t *shape, size_t dimensions, int type, OrtValue **out);
    // The tensor keeps the caller's memory and does not own it.
    OrtStatus *(*CreateTensorWithDataAsOrtValue)(
        const OrtMemoryInfo *memory, void *data, size_t bytes, const int64_t *shape, size_t dimensions, int type,
        OrtValue **out);
    OrtStatus *(*IsTensor)(const OrtValue *value, int *out);
    OrtStatus *(*GetTensorMutableData)(OrtValue *value, void **out);
    OrtStatus *(*FillStringTensor)(OrtValue *value, const char *const *texts, size_t count);
    OrtStatus *(*GetStringTensorDataLength)(const OrtValue *value, size_t *out);
    OrtStatus *(*GetStringTensorContent)(
        const OrtValue *value, void *text, size_t length, size_t *offsets, size_t offset_count);
    // The answer belongs to the type; NULL where it is that of no tensor.
    OrtStatus *(*CastTypeInfoToTensorInfo)(const OrtTypeInfo *type, const OrtTensorTypeAndShapeInfo **out);
    OrtStatus *(*GetOnnxTypeFromTypeInfo)(const OrtTypeInfo *type, int *out);
    void *slot57[3];
    OrtStatus *(*GetTensorElementType)(const OrtTensorTypeAndShapeInfo *info, int *out);
    OrtStatus *(*GetDimensionsCount)(const OrtTensorTypeAndShapeInfo *info, size_t *out);
    OrtStatus *(*GetDimensions)(const OrtTensorTypeAndShapeInfo *info, int64_t *out, size_t count);
    void *slot63[1];
    OrtStatus *(*GetTensorShapeElementCount)(const OrtTensorTypeAndShapeInfo *info, size_t *out);
    OrtStatus *(*GetTensorTypeAndShape)(const OrtValue *value, OrtTensorTypeAndShapeInfo **out);
    void *slot66[1];
    OrtStatus *(*GetValueType)(const OrtValue *value, int *out);
    void *slot68[1];
    OrtStatus *(*CreateCpuMemoryInfo)(int allocator, int memory, OrtMemoryInfo **out);
    void *slot70[6];
    OrtStatus *(*AllocatorFree)(OrtAllocator *allocator, void *memory);
    void *slot77[1];
    OrtStatus *(*GetAllocatorWithDefaultOptions)(OrtAllocator **out);
    void *slot79[1];
    // A part of a sequence; of a map its keys (0) and its values (1).
    OrtStatus *(*GetValue)(const OrtValue *value, int index, OrtAllocator *allocator, OrtValue **out);
    OrtStatus *(*GetValueCount)(const OrtValue *value, size_t *out);
    void *slot82[10];
    void (*ReleaseEnv)(OrtEnv *env);
    void (*ReleaseStatus)(OrtStatus *status);
    void (*ReleaseMemoryInfo)(OrtMemoryInfo *info);
    void (*ReleaseSession)(OrtSession *session);
    void (*ReleaseValue)(OrtValue *value);
    void *slot97[1];
    void (*ReleaseTypeInfo)(OrtTypeInfo *type);
    void (*ReleaseTensorTypeAndShapeInfo)(OrtTensorTypeAndShapeInfo *info);
    void (*ReleaseSessionOptions)(OrtSessionOptions *options);
    void *slot101[1];
} OrtApi;

_Static_assert(offsetof(OrtApi, Run) == 9 * sizeof(void *), "slot of Run");
_Static_assert(offsetof(OrtApi, SetIntraOpNumThreads) == 24 * sizeof(void *), "slot of SetIntraOpNumThreads");
_Static_assert(offsetof(OrtApi, CreateTensorAsOrtValue) == 48 * sizeof(void *), "slot of CreateTensorAsOrtValue");
_Static_assert(offsetof(OrtApi, SessionGetInputName) == 36 * sizeof(void *), "slot of SessionGetInputName");
_Static_assert(offsetof(OrtApi, GetTensorElementType) == 60 * sizeof(void *), "slot of GetTensorElementType");
_Static_assert(offsetof(OrtApi, AllocatorFree) == 76 * sizeof(void *), "slot of AllocatorFree");
_Static_assert(offsetof(OrtApi, GetTensorTypeAndShape) == 65 * sizeof(void *), "slot of GetTensorTypeAndShape");
_Static_assert(offsetof(OrtApi, GetValueType) == 67 * sizeof(void *), "slot of GetValueType");
_Static_assert(offsetof(OrtApi, GetValue) == 80 * sizeof(void *), "slot of GetValue");
_Static_assert(offsetof(OrtApi, ReleaseEnv) == 92 * sizeof(void *), "slot of ReleaseEnv");
_Static_assert(sizeof(OrtApi) == 102 * sizeof(void *), "slots of the first version");

typedef struct OrtApiBase {
    // NULL where the library does not know the version.
    const OrtApi *(*GetApi)(uint32_t version);
    const char *(*GetVersionString)(void);
} OrtApiBase;

// The one function that the library exports.
typedef const OrtApiBase *(*OrtGetApiBaseFunction)(void);

#endif
