// ADBC 1.1: the table of functions that a database driver fills in.

#pragma once

#include <stddef.h>
#include <stdint.h>

#include "Arrow.h"

// 0 is success; the others are the kinds below.
typedef uint8_t AdbcStatusCode;

enum {
    ADBC_STATUS_OK = 0,
    ADBC_STATUS_UNKNOWN = 1,
    ADBC_STATUS_NOT_IMPLEMENTED = 2,
    ADBC_STATUS_NOT_FOUND = 3,
    ADBC_STATUS_ALREADY_EXISTS = 4,
    ADBC_STATUS_INVALID_ARGUMENT = 5,
    ADBC_STATUS_INVALID_STATE = 6,
    ADBC_STATUS_INVALID_DATA = 7,
    ADBC_STATUS_INTEGRITY = 8,
    ADBC_STATUS_INTERNAL = 9,
    ADBC_STATUS_IO = 10,
    ADBC_STATUS_CANCELLED = 11,
    ADBC_STATUS_TIMEOUT = 12,
    ADBC_STATUS_UNAUTHENTICATED = 13,
    ADBC_STATUS_UNAUTHORIZED = 14,
};

// The version of the interface that is asked for, and the mark that `AdbcError` has its 1.1 fields.
enum {
    ADBC_VERSION_1_1_0 = 1001000,
    ADBC_ERROR_VENDOR_CODE_PRIVATE_DATA = INT32_MIN,
};

struct AdbcDriver;

// What went wrong; the text belongs to the driver until `release` is called.
struct AdbcError {
    char *message;
    int32_t vendor_code;
    char sqlstate[5];
    void (*release)(struct AdbcError *);
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcErrorDetail {
    const char *key;
    const uint8_t *value;
    size_t value_length;
};

struct AdbcDatabase {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcConnection {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcStatement {
    void *private_data;
    struct AdbcDriver *private_driver;
};

struct AdbcPartitions {
    size_t num_partitions;
    const uint8_t **partitions;
    const size_t *partition_lengths;
    void *private_data;
    void (*release)(struct AdbcPartitions *);
};

// Short names for the lists of parameters that many slots share; undefined again below.
#define OUT_ERROR struct AdbcError *
#define DATABASE struct AdbcDatabase *
#define CONNECTION struct AdbcConnection *
#define STATEMENT struct AdbcStatement *
#define STREAM struct ArrowArrayStream *
#define TEXT const char *

// The slots in their order. Those from `ErrorGetDetailCount` on came with 1.1 and may be null.
struct AdbcDriver {
    void *private_data;
    void *private_manager;
    AdbcStatusCode (*release)(struct AdbcDriver *, OUT_ERROR);

    AdbcStatusCode (*DatabaseInit)(DATABASE, OUT_ERROR);
    AdbcStatusCode (*DatabaseNew)(DATABASE, OUT_ERROR);
    AdbcStatusCode (*DatabaseSetOption)(DATABASE, TEXT, TEXT, OUT_ERROR);
    AdbcStatusCode (*DatabaseRelease)(DATABASE, OUT_ERROR);

    AdbcStatusCode (*ConnectionCommit)(CONNECTION, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetInfo)(CONNECTION, const uint32_t *, size_t, STREAM, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetObjects)(CONNECTION, int, TEXT, TEXT, TEXT, const char **, TEXT, STREAM, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetTableSchema)(CONNECTION, TEXT, TEXT, TEXT, struct ArrowSchema *, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetTableTypes)(CONNECTION, STREAM, OUT_ERROR);
    AdbcStatusCode (*ConnectionInit)(CONNECTION, DATABASE, OUT_ERROR);
    AdbcStatusCode (*ConnectionNew)(CONNECTION, OUT_ERROR);
    AdbcStatusCode (*ConnectionSetOption)(CONNECTION, TEXT, TEXT, OUT_ERROR);
    AdbcStatusCode (*ConnectionReadPartition)(CONNECTION, const uint8_t *, size_t, STREAM, OUT_ERROR);
    AdbcStatusCode (*ConnectionRelease)(CONNECTION, OUT_ERROR);
    AdbcStatusCode (*ConnectionRollback)(CONNECTION, OUT_ERROR);

    AdbcStatusCode (*StatementBind)(STATEMENT, struct ArrowArray *, struct ArrowSchema *, OUT_ERROR);
    AdbcStatusCode (*StatementBindStream)(STATEMENT, STREAM, OUT_ERROR);
    AdbcStatusCode (*StatementExecuteQuery)(STATEMENT, STREAM, int64_t *, OUT_ERROR);
    AdbcStatusCode (*StatementExecutePartitions)(
        STATEMENT, struct ArrowSchema *, struct AdbcPartitions *, int64_t *, OUT_ERROR);
    AdbcStatusCode (*StatementGetParameterSchema)(STATEMENT, struct ArrowSchema *, OUT_ERROR);
    AdbcStatusCode (*StatementNew)(CONNECTION, STATEMENT, OUT_ERROR);
    AdbcStatusCode (*StatementPrepare)(STATEMENT, OUT_ERROR);
    AdbcStatusCode (*StatementRelease)(STATEMENT, OUT_ERROR);
    AdbcStatusCode (*StatementSetOption)(STATEMENT, TEXT, TEXT, OUT_ERROR);
    AdbcStatusCode (*StatementSetSqlQuery)(STATEMENT, TEXT, OUT_ERROR);
    AdbcStatusCode (*StatementSetSubstraitPlan)(STATEMENT, const uint8_t *, size_t, OUT_ERROR);

    int (*ErrorGetDetailCount)(const struct AdbcError *);
    struct AdbcErrorDetail (*ErrorGetDetail)(const struct AdbcError *, int);
    const struct AdbcError *(*ErrorFromArrayStream)(STREAM, AdbcStatusCode *);

    AdbcStatusCode (*DatabaseGetOption)(DATABASE, TEXT, char *, size_t *, OUT_ERROR);
    AdbcStatusCode (*DatabaseGetOptionBytes)(DATABASE, TEXT, uint8_t *, size_t *, OUT_ERROR);
    AdbcStatusCode (*DatabaseGetOptionDouble)(DATABASE, TEXT, double *, OUT_ERROR);
    AdbcStatusCode (*DatabaseGetOptionInt)(DATABASE, TEXT, int64_t *, OUT_ERROR);
    AdbcStatusCode (*DatabaseSetOptionBytes)(DATABASE, TEXT, const uint8_t *, size_t, OUT_ERROR);
    AdbcStatusCode (*DatabaseSetOptionDouble)(DATABASE, TEXT, double, OUT_ERROR);
    AdbcStatusCode (*DatabaseSetOptionInt)(DATABASE, TEXT, int64_t, OUT_ERROR);

    AdbcStatusCode (*ConnectionCancel)(CONNECTION, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetOption)(CONNECTION, TEXT, char *, size_t *, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetOptionBytes)(CONNECTION, TEXT, uint8_t *, size_t *, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetOptionDouble)(CONNECTION, TEXT, double *, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetOptionInt)(CONNECTION, TEXT, int64_t *, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetStatistics)(CONNECTION, TEXT, TEXT, TEXT, char, STREAM, OUT_ERROR);
    AdbcStatusCode (*ConnectionGetStatisticNames)(CONNECTION, STREAM, OUT_ERROR);
    AdbcStatusCode (*ConnectionSetOptionBytes)(CONNECTION, TEXT, const uint8_t *, size_t, OUT_ERROR);
    AdbcStatusCode (*ConnectionSetOptionDouble)(CONNECTION, TEXT, double, OUT_ERROR);
    AdbcStatusCode (*ConnectionSetOptionInt)(CONNECTION, TEXT, int64_t, OUT_ERROR);

    AdbcStatusCode (*StatementCancel)(STATEMENT, OUT_ERROR);
    AdbcStatusCode (*StatementExecuteSchema)(STATEMENT, struct ArrowSchema *, OUT_ERROR);
    AdbcStatusCode (*StatementGetOption)(STATEMENT, TEXT, char *, size_t *, OUT_ERROR);
    AdbcStatusCode (*StatementGetOptionBytes)(STATEMENT, TEXT, uint8_t *, size_t *, OUT_ERROR);
    AdbcStatusCode (*StatementGetOptionDouble)(STATEMENT, TEXT, double *, OUT_ERROR);
    AdbcStatusCode (*StatementGetOptionInt)(STATEMENT, TEXT, int64_t *, OUT_ERROR);
    AdbcStatusCode (*StatementSetOptionBytes)(STATEMENT, TEXT, const uint8_t *, size_t, OUT_ERROR);
    AdbcStatusCode (*StatementSetOptionDouble)(STATEMENT, TEXT, double, OUT_ERROR);
    AdbcStatusCode (*StatementSetOptionInt)(STATEMENT, TEXT, int64_t, OUT_ERROR);
};

// The one symbol that a driver exports: fills the table of the version asked for.
typedef AdbcStatusCode (*AdbcDriverInitFunc)(int version, void *driver, OUT_ERROR);

#undef OUT_ERROR
#undef DATABASE
#undef CONNECTION
#undef STATEMENT
#undef STREAM
#undef TEXT

_Static_assert(sizeof(struct AdbcError) == 48, "AdbcError");
_Static_assert(offsetof(struct AdbcError, sqlstate) == 12, "AdbcError.sqlstate");
_Static_assert(offsetof(struct AdbcError, release) == 24, "AdbcError.release");
_Static_assert(offsetof(struct AdbcError, private_driver) == 40, "AdbcError.private_driver");
_Static_assert(sizeof(struct AdbcErrorDetail) == 24, "AdbcErrorDetail");
_Static_assert(sizeof(struct AdbcDatabase) == 16, "AdbcDatabase");
_Static_assert(sizeof(struct AdbcConnection) == 16, "AdbcConnection");
_Static_assert(sizeof(struct AdbcStatement) == 16, "AdbcStatement");
_Static_assert(sizeof(struct AdbcPartitions) == 40, "AdbcPartitions");
_Static_assert(sizeof(struct AdbcDriver) == 464, "AdbcDriver");
_Static_assert(offsetof(struct AdbcDriver, ConnectionInit) == 96, "AdbcDriver.ConnectionInit");
_Static_assert(offsetof(struct AdbcDriver, StatementBind) == 144, "AdbcDriver.StatementBind");
_Static_assert(offsetof(struct AdbcDriver, StatementNew) == 184, "AdbcDriver.StatementNew");
_Static_assert(offsetof(struct AdbcDriver, StatementSetSqlQuery) == 216, "AdbcDriver.StatementSetSqlQuery");
_Static_assert(offsetof(struct AdbcDriver, ErrorGetDetailCount) == 232, "AdbcDriver.ErrorGetDetailCount");
_Static_assert(offsetof(struct AdbcDriver, ConnectionCancel) == 312, "AdbcDriver.ConnectionCancel");
