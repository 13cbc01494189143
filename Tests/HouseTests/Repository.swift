import Foundation

/// The files of the repository, as tests of its texts read them.
enum Repository {
    /// The folder that holds `Package.swift`.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What builds, the bootstrap and runs leave; none of it is committed.
    private static let made: Set<String> = [".build", ".deps", ".git", ".swiftpm", ".associate", "__pycache__", "runs"]

    /// Paths of the files from the root, sorted; without what builds, the bootstrap and runs leave.
    static func files() throws -> [String] {
        var files: [String] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let names = try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
            for name in names where !made.contains(name) && !name.hasPrefix(".build") {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(
                    atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
                if isFolder.boolValue {
                    // The bootstrap fetches tables into this one.
                    if path != "Examples/late-flights/data" { folders.append(path) }
                } else {
                    files.append(path)
                }
            }
        }
        return files.sorted()
    }

    /// The Markdown files, by path from the root.
    static func documents() throws -> [String] { try files().filter { $0.hasSuffix(".md") } }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Whether a path from the root leads to a file or folder.
    static func holds(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }
}

/// What of a Markdown text is code, and where it links to.
struct MarkdownCode {
    /// Spans between single backticks, outside of fences.
    private(set) var spans: [String] = []
    /// Lines within fences.
    private(set) var fenced: [String] = []
    /// Targets of links, outside of fences.
    private(set) var links: [String] = []

    init(_ text: String) {
        var isFenced = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isFenced.toggle()
            } else if isFenced {
                fenced.append(String(line))
            } else {
                let parts = line.split(separator: "`", omittingEmptySubsequences: false)
                spans += parts.indices.filter { $0 % 2 == 1 && $0 + 1 < parts.count }.map { String(parts[$0]) }
                for part in line.components(separatedBy: "](").dropFirst() {
                    links.append(String(part.prefix { $0 != ")" }))
                }
            }
        }
    }
}
