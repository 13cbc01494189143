import Evidence
import Foundation
import Testing

@testable import Worker

/// How paths, globs and lists become files.
struct SourceResolverTests {
    private func paths(_ bench: Bench, _ patterns: [String]) throws -> [String] {
        let source = WorkerRequest.Source(name: "s", paths: patterns)
        return try SourceResolver(baseDirectory: bench.directory).resolve([source])[0].files.map(\.path)
    }

    private func finding(_ bench: Bench, _ patterns: [String]) throws -> Finding {
        let source = WorkerRequest.Source(name: "s", paths: patterns)
        let error = try #require(throws: WorkerError.self) {
            try SourceResolver(baseDirectory: bench.directory).resolve([source])
        }
        #expect(error.exitStatus == .inputWrong)
        return try #require(error.findings.first)
    }

    @Test(arguments: [
        ("data/*.csv", ["data/a.csv", "data/b.csv"]),
        ("data/?.csv", ["data/a.csv", "data/b.csv"]),
        ("data/[ac].csv", ["data/a.csv"]),
        ("data/[!a].csv", ["data/b.csv"]),
        ("data/[a-c].csv", ["data/a.csv", "data/b.csv"]),
        ("d*/a.csv", ["data/a.csv"]),
        ("**/*.csv", ["data/a.csv", "data/b.csv", "data/x/y/c.csv"]),
        ("data/**/c.csv", ["data/x/y/c.csv"]),
    ])
    func globsGiveFilesInTheOrderOfTheirBytes(_ pattern: String, expected: [String]) throws {
        let bench = try Bench()
        for name in ["data/b.csv", "data/a.csv", "data/x/y/c.csv", "data/.hidden.csv"] {
            try bench.write(name, "a\n1\n")
        }
        #expect(try paths(bench, [pattern]) == expected)
    }

    @Test func aFileNamedTwiceIsReadOnce() throws {
        let bench = try Bench()
        try bench.write("a.csv", "a\n1\n")
        try bench.write("b.csv", "a\n1\n")
        #expect(
            try paths(bench, ["b.csv", "*.csv", "./a.csv"]) == ["./a.csv", "b.csv"]
                || paths(bench, ["b.csv", "*.csv"]) == ["a.csv", "b.csv"])
    }

    @Test func aFileWithBracketsInItsNameIsItself() throws {
        let bench = try Bench()
        try bench.write("a[1].csv", "a\n1\n")
        #expect(try paths(bench, ["a[1].csv"]) == ["a[1].csv"])
    }

    @Test func missingFilesAreNamedWithTheNearest() throws {
        let bench = try Bench()
        try bench.write("flights.csv", "a\n1\n")
        let finding = try finding(bench, ["flihgts.csv"])
        #expect(finding.code == .missingFile)
        #expect(finding.file == "flihgts.csv")
        #expect(finding.advice == "did you mean 'flights.csv'?")
    }

    @Test func aPatternWithoutFilesIsMissing() throws {
        #expect(try finding(try Bench(), ["data/*.csv"]).code == .missingFile)
    }

    @Test func aDirectoryIsRefusedWithTheCure() throws {
        let bench = try Bench()
        try bench.write("data/a.csv", "a\n1\n")
        let finding = try finding(bench, ["data"])
        #expect(finding.code == .sourceUnreadable)
        #expect(finding.advice == "name its files, for example data/*.parquet")
    }

    @Test func aDeviceIsRefused() throws {
        #expect(try finding(try Bench(), ["/dev/zero"]).code == .sourceUnreadable)
    }

    @Test func aPipeIsRefusedAndNotWaitedFor() throws {
        let bench = try Bench()
        #expect(mkfifo(bench.directory + "/p.csv", 0o600) == 0)
        #expect(try finding(bench, ["p.csv"]).code == .sourceUnreadable)
    }

    @Test func aLinkToNothingIsMissing() throws {
        let bench = try Bench()
        try FileManager.default.createSymbolicLink(
            atPath: bench.directory + "/l.csv", withDestinationPath: bench.directory + "/gone.csv")
        #expect(try finding(bench, ["l.csv"]).message.contains("symbolic link"))
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func anUnreadableFileIsNamed() throws {
        let bench = try Bench()
        try bench.write("a.csv", "a\n1\n")
        chmod(bench.directory + "/a.csv", 0)
        #expect(try finding(bench, ["a.csv"]).code == .sourceUnreadable)
    }

    @Test func anEmptyFileIsNamed() throws {
        let bench = try Bench()
        try bench.write("a.csv", "")
        #expect(try finding(bench, ["a.csv"]).code == .sourceEmpty)
    }

    @Test func anUnknownEndingIsNamed() throws {
        let bench = try Bench()
        try bench.write("a.xlsx", "PK")
        #expect(try finding(bench, ["a.xlsx"]).code == .sourceMalformed)
    }

    @Test func formatsAreNotMixedInASource() throws {
        let bench = try Bench()
        try bench.write("a.csv", "a\n1\n")
        try bench.write("b.tsv", "a\n1\n")
        #expect(try finding(bench, ["a.csv", "b.tsv"]).message.contains("several formats"))
    }

    @Test func everythingThatIsWrongIsToldAtOnce() throws {
        let bench = try Bench()
        try bench.write("a.csv", "")
        let sources: [WorkerRequest.Source] = [.init("x", "a.csv"), .init("y", "b.csv"), .init("z", "/dev/null")]
        let error = try #require(throws: WorkerError.self) {
            try SourceResolver(baseDirectory: bench.directory).resolve(sources)
        }
        #expect(error.findings.map(\.code) == [.sourceEmpty, .missingFile, .sourceUnreadable])
        #expect(error.findings.map(\.source) == ["x", "y", "z"])
    }

    @Test func tooManyFilesAreRefused() throws {
        let source = WorkerRequest.Source(name: "s", paths: (0...Limits.filesPerSource).map { "\($0).csv" })
        let error = try #require(throws: WorkerError.self) {
            try SourceResolver(baseDirectory: "/").resolve([source])
        }
        #expect(error.findings.map(\.code) == [.sourceTooLarge])
    }

    @Test(arguments: [
        ("a*b", "axxb", true), ("a*b", "axxc", false), ("*", "anything", true), ("*", ".hidden", false),
        ("?", "é", true), ("?", "ab", false), ("[", "[", true), ("[]a]", "]", true), ("a**b", "ab", true),
        (String(repeating: "*a", count: 40) + "b", String(repeating: "a", count: 500), false),
    ])
    func patternsMatchNames(_ pattern: String, name: String, matches: Bool) {
        #expect(GlobPattern.matches(Array(name.utf8), Array(pattern.utf8)) == matches)
    }
}
