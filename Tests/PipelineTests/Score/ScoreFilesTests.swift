import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Where scored rows go, and what is left where they do not come to be.
@Suite struct ScoreFilesTests {
    @Test func `the output takes its place when it is published, and not before`() throws {
        let place = try Workspace()
        try place.write("out.csv", "old")
        let files = try ScoreFiles(output: place.path + "/out.csv")
        try Data("new".utf8).write(to: URL(fileURLWithPath: files.partial))
        #expect(try String(contentsOfFile: place.path + "/out.csv", encoding: .utf8) == "old")
        try files.publish()
        files.discard()
        #expect(try String(contentsOfFile: place.path + "/out.csv", encoding: .utf8) == "new")
        #expect(place.names(in: ".") == ["out.csv"])
        #expect(!FileManager.default.fileExists(atPath: files.scratch))
    }

    @Test func `what is discarded is gone, twice too`() throws {
        let place = try Workspace()
        let files = try ScoreFiles(output: place.path + "/out.csv")
        try Data("half".utf8).write(to: URL(fileURLWithPath: files.partial))
        files.discard()
        files.discard()
        #expect(place.names(in: ".") == [])
        #expect(!FileManager.default.fileExists(atPath: files.scratch))
    }

    @Test func `an output that was not written is not published`() throws {
        let place = try Workspace()
        let files = try ScoreFiles(output: place.path + "/out.csv")
        defer { files.discard() }
        #expect(throws: FileFailure.self) { try files.publish() }
    }

    @Test func `a folder, or a file in none, is refused, and the input is not overwritten`() throws {
        let place = try Workspace()
        try place.write("folder/in.csv", "a\n1\n")
        #expect(throws: ArgumentError.self) { try ScoreFiles(output: place.path + "/folder") }
        #expect(throws: ArgumentError.self) { try ScoreFiles(output: place.path + "/none/out.csv") }
        let files = try ScoreFiles(output: place.path + "/folder/in.csv")
        defer { files.discard() }
        #expect(throws: ArgumentError.self) { try files.check(against: [place.path + "/folder/../folder/in.csv"]) }
    }
}
