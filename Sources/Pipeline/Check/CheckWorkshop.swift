import Foundation
import Warehouse

/// What work on data is done with: threads, memory, a scratch folder, and the program that plays the worker.
struct CheckWorkshop: Sendable {
    let threads: Int
    let engineMemory: Int
    let scratch: String
    let executable: String

    /// A connection to the engine that reads snapshots and writes Parquet files of ours.
    func connect() throws -> Connection { try engine().connect() }

    /// A connection that can read these files and do nothing else, for SQL that a person wrote.
    func connect(only paths: [String]) throws -> Connection {
        let engine = try engine()
        try engine.lockDown(allowedPaths: paths.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })
        return try engine.connect()
    }

    /// The engine, without a lock.
    func engine() throws -> Engine {
        try Engine.duckDB(threads: threads, memoryLimit: engineMemory, temporaryDirectory: scratch + "/spill")
    }
}

extension RunContext {
    var workshop: CheckWorkshop {
        CheckWorkshop(
            threads: options.threads, engineMemory: options.engineMemory, scratch: scratch,
            executable: options.executable)
    }
}
