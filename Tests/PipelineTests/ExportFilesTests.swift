import Evidence
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Exported files are there whole or not at all.
struct ExportFilesTests {
    private static let files = ["a.txt": Data("one".utf8), "data/b.txt": Data("two".utf8)]

    @Test func aFolderIsThereWithAllItsFilesAndNothingBeside() throws {
        let place = try Workspace()
        let written = try ExportFiles(path: place.path + "/folder", overwrites: false).write(Self.files)
        #expect(written.map(\.path) == ["a.txt", "data/b.txt"].map { place.path + "/folder/" + $0 })
        #expect(written.map(\.bytes) == [3, 3])
        #expect(Workspace.files(under: place.path) == ["folder/a.txt", "folder/data/b.txt"])
    }

    @Test func whatIsThereIsRefusedBeforeAnyWork() throws {
        let place = try Workspace()
        let path = try place.write("there.sql", "SELECT 1")
        let error = #expect(throws: ArgumentError.self) { try ExportFiles(path: path, overwrites: false).checkFree() }
        #expect(error?.findings.first?.advice?.contains("--force") == true)
        try ExportFiles(path: path, overwrites: true).checkFree()
    }

    @Test func whatCannotBeWrittenLeavesNothing() throws {
        let place = try Workspace()
        // A folder cannot be made below a file.
        try place.write("file", "")
        #expect(throws: FileFailure.self) {
            try ExportFiles(path: place.path + "/file/folder", overwrites: false).write(Self.files)
        }
        #expect(Workspace.files(under: place.path) == ["file"])
    }

    @Test func aWordThatIsNoKindIsAnsweredWithTheNearest() {
        let error = #expect(throws: ArgumentError.self) { try ExportKind(named: "notbook") }
        #expect(error?.findings.first?.advice?.contains("'notebook'") == true)
    }
}
