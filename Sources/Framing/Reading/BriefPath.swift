import Foundation

/// Paths of a brief.
enum BriefPath {
    /// The folder of a file as written; `.` where it names none.
    static func directory(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// A path as seen from the working directory.
    static func resolved(_ path: String, in directory: String) -> String {
        if path.hasPrefix("/") || path.contains("://") || directory == "." || directory.isEmpty { return path }
        return directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }

    /// Whether a path names many files, or one elsewhere, so that only the worker can tell whether it is there.
    static func isPattern(_ path: String) -> Bool {
        path.contains("://") || path.contains { "*?[{".contains($0) }
    }

    /// What stands at a path.
    enum Kind {
        case file
        case folder
        case nothing
    }

    static func kind(of path: String) -> Kind {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .nothing }
        return isFolder.boolValue ? .folder : .file
    }

    /// The names in the folder of a path, sorted, for a suggestion.
    static func neighbours(of path: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: directory(of: path))
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The last component of a path.
    static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The last component without the endings of data and brief files.
    static func stem(_ path: String) -> String {
        let endings: Set = [
            "yaml", "yml", "csv", "tsv", "txt", "parquet", "json", "jsonl", "ndjson", "gz", "zst", "zstd", "duckdb",
            "db",
            "sqlite", "onnx",
        ]
        var parts = fileName(path).split(separator: ".", omittingEmptySubsequences: false)
        while parts.count > 1, let last = parts.last, endings.contains(last.lowercased()) { parts.removeLast() }
        return parts.joined(separator: ".")
    }
}

/// Names made from the names of files.
enum BriefName {
    /// Whether a text is a brief's name: `[a-z0-9-]{1,60}`.
    static func isValid(_ text: String) -> Bool {
        (1...60).contains(text.utf8.count) && text.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
    }

    /// A brief's name made from a file's: lower case, everything else a hyphen, at most 60 characters.
    static func fitted(_ text: String) -> String { fitted(text, joint: "-", fallback: "job") }

    /// A source's name made from a file's, fit to stand in SQL without quotes.
    static func table(_ text: String) -> String {
        let name = fitted(text, joint: "_", fallback: "source")
        return name.first?.isNumber == true ? "t_" + name : name
    }

    private static func fitted(_ text: String, joint: String, fallback: String) -> String {
        let words = spelt(text).utf8.split { !isPlain($0) }.map { String(decoding: $0, as: UTF8.self) }
        var name = String(words.joined(separator: joint).prefix(58))
        while name.hasSuffix(joint) { name.removeLast() }
        return name.isEmpty ? fallback : name
    }

    /// The text in small letters, those with marks as the letters that they are made of: `Größe` is `grosse`.
    private static func spelt(_ text: String) -> String {
        let letters = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark
        }
        return String(String.UnicodeScalarView(letters)).replacing("ß", with: "ss")
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
