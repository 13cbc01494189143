import Evidence
import Foundation
import TestSupport
import Testing

/// Sources that are missing, unreadable, or do not fit together.
@Suite struct BadSourcesTests {
    private static func source(
        _ name: String, path: String, files: [String: Data] = [:], status: Int32 = 2, _ code: FindingCode,
        _ firstLine: String
    ) -> BadInput {
        .brief(
            name, "name: t\ndata: {sources: {t: \(path)}, label: y}\n", files: files, status: status, code, firstLine)
    }

    private static let cases: [BadInput] = [
        source(
            "a type that changes between files", path: "'p/*.csv'",
            files: ["p/a.csv": BadInput.table(), "p/b.csv": BadInput.table(replacing: [4: "3,two,a,true"])],
            .sourceTypesDiffer, "p/b.csv: error: column 'x' has text here and numbers in a.csv"),
        source(
            "columns that differ between files", path: "'p/*.csv'",
            files: ["p/a.csv": BadInput.table(), "p/b.csv": BadInput.table(header: "id,x,k,y")], .sourceTypesDiffer,
            "p/b.csv: error: column 'k' is not in a.csv"),
        source(
            "a glob that matches nothing", path: "'p/*.csv'", .missingFile,
            "p/*.csv: error: no file matches the pattern"),
        source(
            "a directory", path: "p", files: ["p/a.csv": BadInput.table()], .sourceUnreadable,
            "brief.yaml:2:21: error: 'p' is a folder, not a file"),
        source(
            "a file that is not there", path: "tt.csv", .missingFile,
            "brief.yaml:2:21: error: there is no file 'tt.csv'"),
        source(
            "text in the place of Parquet", path: "t.parquet", files: ["t.parquet": BadInput.table()],
            .sourceMalformed,
            "t.parquet: error: the Parquet file is cut off or damaged: No magic bytes found at end of file 't.parquet'"),
        source(
            "text in the place of gzip", path: "t.csv.gz", files: ["t.csv.gz": BadInput.table()], .sourceMalformed,
            "t.csv.gz: error: the compressed file is damaged, or not compressed as its name says"),
        source(
            "a line that is not JSON", path: "t.jsonl", files: ["t.jsonl": Data("{\"y\": 1}\n{\"y\":\n".utf8)],
            .sourceMalformed, "t.jsonl:2: error: the line is not JSON"),
    ]

    @Test(arguments: cases) func `the source is named with what is wrong`(input: BadInput) throws { try input.check() }

    @Test(arguments: ["run", "evaluate"]) func `bytes that are no text are told once, with how many lines hold some`(
        command: String
    ) throws {
        let place = try Workspace()
        let latin = (0..<12).flatMap { row -> [UInt8] in Array("\(row),caf".utf8) + [0xE9, 0x0A] }
        try place.write("t.csv", Data(Array("y,name\n".utf8) + latin))
        let options = command == "run" ? ["--label", "y"] : ["--label", "y", "--score", "name"]
        let result = try Binary.run([command, "t.csv"] + options, in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.components(separatedBy: "error: ").count == 2, "\(result.errors)")
        #expect(result.errors.contains("not UTF-8 (byte 0xE9); so are 11 more lines"), "\(result.errors)")
        let bytes = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) }
        try place.write("b.csv", Data(Array("y,name\n".utf8) + bytes))
        let binary = try Binary.run([command, "b.csv"] + options, in: place.path)
        #expect(binary.status == 2)
        #expect((2...3).contains(binary.errors.components(separatedBy: "error: ").count), "\(binary.errors)")
    }

    @Test func `a table given alone that is a directory is named`() throws {
        let input = BadInput(
            name: "directory", files: ["p/a.csv": BadInput.table()], arguments: ["p", "--label", "y"], status: 2,
            code: .sourceUnreadable, firstLine: "p: error: the source is a directory")
        try input.check()
    }

    @Test func `a table given alone that is not there is named`() throws {
        let input = BadInput(
            name: "missing", files: [:], arguments: ["t.csv", "--label", "y"], status: 2, code: .missingFile,
            firstLine: "t.csv: error: there is no such file")
        try input.check()
    }

    @Test(.enabled(if: getuid() != 0, "root reads every file"))
    func `a file that may not be read is named`() throws {
        let place = try Workspace()
        let file = try place.write("t.csv", BadInput.table())
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
        let result = try Binary.run(["run", "t.csv", "--label", "y"], in: place.path)
        #expect(result.status == 2)
        #expect(result.firstError.contains("t.csv"))
    }

    @Test func `a Parquet file cut off anywhere is named, and nothing of it is kept`() throws {
        let place = try Workspace()
        let whole = try Data(contentsOf: URL(fileURLWithPath: Self.someParquet()))
        for share in [0.1, 0.5, 0.9, 0.999] {
            try place.write("t.parquet", whole.prefix(Int(share * Double(whole.count))))
            let result = try Binary.run(["run", "t.parquet", "--label", "species", "--quiet"], in: place.path)
            #expect(result.status == 2)
            #expect(result.firstError.hasPrefix("t.parquet: error: the Parquet file is cut off or damaged"))
        }
        #expect(place.names(in: "runs") == ["failed"])
    }

    /// A Parquet file that the program itself wrote.
    private static func someParquet() throws -> String {
        try ExampleRun.penguins.finished().directory + "/data/train.parquet"
    }
}
