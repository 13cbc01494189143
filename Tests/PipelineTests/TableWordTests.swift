import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// A table of a database file is named behind the file.
@Suite struct TableWordTests {
    @Test(arguments: [
        ("shop.sqlite:customers", "shop.sqlite", "customers"), ("a/b.duckdb:main.t", "a/b.duckdb", "main.t"),
        ("shop.sqlite", "shop.sqlite", nil), ("rows.csv:x", "rows.csv:x", nil), ("a:b", "a:b", nil),
    ]) func `the table of a database file is told from its path`(word: String, path: String, table: String?) {
        #expect(TableWord(word).path == path)
        #expect(TableWord(word).table == table)
    }

    @Test func `a file whose own name looks so is the file`() throws {
        let place = try Workspace()
        try place.write("shop.sqlite:old", "")
        #expect(TableWord(place.path + "/shop.sqlite:old").table == nil)
    }
}
