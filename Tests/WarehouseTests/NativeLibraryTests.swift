import Foundation
import Testing
import Warehouse

/// Where native libraries are looked for, and what is said when they are not there.
struct NativeLibraryTests {
    @Test func theListComesFirstAndTheHomeAfterIt() {
        let folders = NativeLibrary.folders(
            environment: ["ASSOCIATE_LIBRARY_PATH": "/one:/two", "ASSOCIATE_HOME": "/home"], executable: nil)
        #expect(folders == ["/one", "/two", "/home/.deps/lib"])
    }

    @Test func theFolderAboveTheExecutableIsFound() throws {
        let home = try TemporaryFolder.make()
        try FileManager.default.createDirectory(atPath: "\(home)/.deps/lib", withIntermediateDirectories: true)
        let folders = NativeLibrary.folders(environment: [:], executable: "\(home)/.build/release/associate")
        #expect(folders == ["\(home)/.deps/lib"])
    }

    @Test func withoutAnyThereIsNoFolder() {
        #expect(NativeLibrary.folders(environment: [:], executable: "/nowhere/at/all").isEmpty)
    }

    @Test func aMissingLibraryNamesTheCommandThatInstallsIt() throws {
        let error = try #require(throws: WarehouseError.self) {
            try Engine.sqlite(path: ":memory:", searching: [try TemporaryFolder.make()])
        }
        #expect(error.code == .libraryMissing)
        #expect(error.message.contains("scripts/bootstrap"))
    }

    @Test func aFileThatIsNoLibraryIsSaidNotToLoad() throws {
        let folder = try TemporaryFolder.make()
        for ending in ["so", "dylib"] {
            try Data("text".utf8).write(to: URL(fileURLWithPath: "\(folder)/libadbc_driver_sqlite.\(ending)"))
        }
        let error = try #require(throws: WarehouseError.self) {
            try Engine.sqlite(path: ":memory:", searching: [folder])
        }
        #expect(error.code == .libraryMissing)
        #expect(error.message.contains("does not load"))
        #expect(!error.message.contains(folder))
    }
}
