import Foundation
import Testing

/// The design's table, held against `Package.swift` and the imports: arrows go one way, downwards only.
struct ArrowsTests {
    /// Rooms from top to bottom with what each may use.
    private static let table: [(room: String, uses: Set<String>)] = [
        (
            "associate",
            [
                "Pipeline", "Framing", "Documents", "Store", "Packaging", "ONNXRuntime", "Evaluation", "Learning",
                "Features", "Scoring",
                "DataQuality", "Worker", "Warehouse", "Columns", "Terminal", "Evidence",
            ]
        ),
        (
            "Pipeline",
            [
                "Framing", "Documents", "Store", "Packaging", "ONNXRuntime", "Evaluation", "Learning", "Features",
                "Scoring", "DataQuality",
                "Worker", "Warehouse", "Columns", "Evidence",
            ]
        ),
        ("Framing", ["DataQuality", "Warehouse", "Columns", "Evidence"]),
        ("Documents", ["Evidence"]),
        ("Store", ["Evidence"]),
        ("Packaging", ["ONNXRuntime", "Scoring", "Warehouse", "Columns", "Evidence"]),
        ("Evaluation", ["Scoring", "Columns", "Evidence"]),
        ("Learning", ["Scoring", "Columns", "CLightGBM", "Libraries", "Evidence"]),
        ("Features", ["Scoring", "Columns", "Evidence"]),
        ("Scoring", ["CTreeKernel", "Columns", "Evidence"]),
        ("DataQuality", ["Warehouse", "Columns", "Evidence"]),
        ("Worker", ["Warehouse", "ONNXRuntime", "Columns", "Evidence"]),
        ("Warehouse", ["Columns", "CArrow", "Libraries", "Evidence"]),
        ("ONNXRuntime", ["CONNXRuntime", "Libraries", "Evidence"]),
        ("Columns", ["CArrow", "Evidence"]),
        ("Libraries", []),
        ("Terminal", ["Evidence"]),
        ("Evidence", []),
        ("CArrow", []),
        ("CLightGBM", []),
        ("CONNXRuntime", []),
        ("CTreeKernel", []),
    ]
    private static let rooms = Set(table.map(\.room))
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func swiftFiles(_ folder: String) -> [URL] {
        let files = FileManager.default.enumerator(
            at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    private static func imports(of file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let position = words.firstIndex(of: "import"), position + 1 < words.count,
                words[..<position].allSatisfy({
                    $0 == "package" || $0 == "internal" || $0 == "public" || $0 == "@testable"
                })
            else { return nil }
            return String(words[position + 1])
        }
    }

    @Test(arguments: table.map(\.room))
    func `a room imports only rooms below it that the design allows`(room: String) throws {
        let allowed = try #require(Self.table.first { $0.room == room }).uses
        let files = Self.swiftFiles("Sources/\(room)")
        #expect(["CArrow", "CLightGBM", "CONNXRuntime", "CTreeKernel"].contains(room) || !files.isEmpty)
        for file in files {
            let foreign = Set(try Self.imports(of: file)).intersection(Self.rooms).subtracting(allowed)
            #expect(foreign.isEmpty, "\(room)/\(file.lastPathComponent) imports \(foreign.sorted())")
        }
    }

    @Test func `every folder under Sources is a room of the table`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appendingPathComponent("Sources").path)
        #expect(Set(folders.filter { !$0.hasPrefix(".") }) == Self.rooms)
    }

    @Test func `arrows point downwards only`() {
        let order = Dictionary(uniqueKeysWithValues: Self.table.enumerated().map { ($1.room, $0) })
        for (position, entry) in Self.table.enumerated() {
            for used in entry.uses {
                #expect((order[used] ?? -1) > position, "\(entry.room) may not use \(used)")
            }
        }
    }

    @Test func `no room links a networking stack`() throws {
        let networking: Set = ["NIO", "NIOCore", "Hummingbird", "AsyncHTTPClient", "FoundationNetworking", "GRPCCore"]
        for file in Self.swiftFiles("Sources") {
            let found = Set(try Self.imports(of: file)).intersection(networking)
            #expect(found.isEmpty, "\(file.lastPathComponent) imports \(found.sorted())")
        }
    }

    @Test func `no source uses a regular expression on outside text`() throws {
        for file in Self.swiftFiles("Sources") {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("NSRegularExpression"), "\(file.lastPathComponent)")
            #expect(!text.contains("try Regex("), "\(file.lastPathComponent)")
        }
    }
}
