import Evidence
import Foundation
import Store
import Testing

@Suite struct RunTests {
    @Test func aWholeRunVerifies() throws {
        let place = try Workplace()
        let run = try place.store.open(place.finishedRun().id.text)
        #expect(try run.verify().isEmpty)
        #expect(try run.read("evaluation/metrics.json") == Data("{}\n".utf8))
    }

    @Test func oneChangedByteIsFoundAndNamed() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        try Data("{]\n".utf8).write(to: URL(fileURLWithPath: run.directory + "/evaluation/metrics.json"))
        let findings = try run.verify()
        #expect(findings.map(\.code) == [.fileChanged])
        #expect(findings.first?.file == run.directory + "/evaluation/metrics.json")
        let error = #expect(throws: StoreError.self) { try run.read("evaluation/metrics.json") }
        #expect(error?.code == .fileChanged)
    }

    @Test func missingAndForeignFilesAreFound() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        try FileManager.default.removeItem(atPath: run.directory + "/brief.yaml")
        try Data().write(to: URL(fileURLWithPath: run.directory + "/planted.json"))
        try FileManager.default.createSymbolicLink(
            atPath: run.directory + "/link", withDestinationPath: "/etc/hostname")
        let findings = try run.verify()
        #expect(
            findings.compactMap(\.file).map { $0.split(separator: "/").last } == ["brief.yaml", "link", "planted.json"])
        #expect(findings.allSatisfy { $0.code == .runDamaged })
    }

    @Test func aFileThatTheManifestDoesNotNameIsNotRead() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        try Data("x".utf8).write(to: URL(fileURLWithPath: run.directory + "/planted.json"))
        let error = #expect(throws: StoreError.self) { try run.read("planted.json") }
        #expect(error?.code == .runDamaged)
    }

    @Test func aFileReplacedByALinkToTheSameBytesIsNotRead() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        let twin = try place.file("twin", "{}\n")
        let path = run.directory + "/evaluation/metrics.json"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: twin)
        #expect(throws: StoreError.self) { try run.read("evaluation/metrics.json") }
    }

    @Test func aFolderReplacedByALinkIsNotEntered() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        let folder = run.directory + "/evaluation"
        try FileManager.default.moveItem(atPath: folder, toPath: place.path + "/moved")
        try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: place.path + "/moved")
        #expect(throws: StoreError.self) { try run.read("evaluation/metrics.json") }
        #expect(try run.verify().contains { $0.code == .runDamaged })
    }

    @Test func aFileThatIsReadByItsPathIsHeldAgainstItsRun() throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        let path = run.directory + "/evaluation/metrics.json"
        try Run.expectAsWritten(path, hash: ContentHash(of: Data("{}\n".utf8)))
        let other = ContentHash(of: Data("{ }\n".utf8))
        let error = #expect(throws: StoreError.self) { try Run.expectAsWritten(path, hash: other) }
        #expect(error?.code == .fileChanged)
        #expect(error?.path == path)
        try Run.expectAsWritten(run.directory + "/own.csv", hash: other)
        try Run.expectAsWritten(place.path + "/own.csv", hash: other)
        try Data("{".utf8).write(to: URL(fileURLWithPath: run.directory + "/manifest.json"))
        #expect(throws: StoreError.self) { try Run.expectAsWritten(path, hash: other) }
        // A folder that is no run may have a manifest of its own.
        try FileManager.default.moveItem(atPath: run.directory, toPath: place.path + "/site")
        try Run.expectAsWritten(place.path + "/site/evaluation/metrics.json", hash: other)
    }

    @Test(arguments: ["../../secret", "/etc/passwd", "evaluation/../brief.yaml", ""])
    func pathsOutOfTheRunAreRefused(name: String) throws {
        let place = try Workplace()
        let run = try place.finishedRun()
        let error = #expect(throws: StoreError.self) { try run.read(name) }
        #expect(error?.code == .pathRefused)
    }
}
