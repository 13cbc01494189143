package import Foundation

/// Reads files that stand beside tests.
package enum Fixture {
    /// The bytes of `Fixtures/<name>` in the folder of the test file that asks.
    package static func data(_ name: String, filePath: String = #filePath) throws -> Data {
        try Data(
            contentsOf: URL(fileURLWithPath: filePath).deletingLastPathComponent()
                .appendingPathComponent("Fixtures").appendingPathComponent(name))
    }

    /// The folder of the package, found from this file.
    package static var packageRoot: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }
}
