import Foundation
import Testing
import Warehouse

/// The engines that the suite runs on.
enum TestEngine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case duckDB
    case sqlite

    /// A new, empty engine; where its library is missing the error names the cure, and the test fails with it.
    func open(threads: Int = 2) throws -> Engine {
        switch self {
        case .duckDB: try .duckDB(threads: threads, temporaryDirectory: TemporaryFolder.shared("spill"))
        case .sqlite: try .sqlite(path: ":memory:")
        }
    }

    var testDescription: String { rawValue }
}

/// Folders for tests under the system's temporary folder.
enum TemporaryFolder {
    /// A path below one folder of this process; the folder itself exists.
    static func shared(_ name: String) -> String {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory(), isDirectory: true)
            .appendingPathComponent("warehouse-tests-\(ProcessInfo.processInfo.processIdentifier)", isDirectory: true)
            .resolvingSymlinksInPath()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appendingPathComponent(name).path
    }

    /// A new, empty folder.
    static func make() throws -> String {
        let path = shared(UUID().uuidString)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}
