import Foundation
import Warehouse

/// A table as a person names it on the command line: a path or a glob, or a table of a database file that has several,
/// such as `shop.sqlite:customers`.
struct TableWord: Equatable {
    let path: String
    /// The table of a database file; `nil` where none is named.
    let table: String?

    /// Reads a word; a file whose own name looks so is taken for the file.
    init(_ word: String) {
        if let colon = word.lastIndex(of: ":"), SourceFormat(path: String(word[..<colon]))?.isDatabase == true,
            !FileManager.default.fileExists(atPath: word)
        {
            (path, table) = (String(word[..<colon]), String(word[word.index(after: colon)...]))
        } else {
            (path, table) = (word, nil)
        }
    }
}

extension SourceFormat {
    /// Whether a file of the format has tables.
    fileprivate var isDatabase: Bool { self == .duckDB || self == .sqlite }
}
