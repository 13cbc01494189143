import Foundation
import Testing

/// What no file of the repository may hold: where it was written, and where packages come from.
struct RepositoryTests {
    /// Paths that tests and documents make up.
    private static let madeUp: Set<String> = ["/home/ada", "/home/me", "/tmp/escape"]
    /// Beginnings of paths that belong to one machine; those that end in a slash need a name behind it.
    private static let beginnings = ["/root", "/work", "/home/", "/Users/", "/tmp/", "/private/", "/var/folders/"]
    private static let hosts = [
        "pypi.org", "pythonhosted.org", "npmjs.org", "npmjs.com", "crates.io", "rubygems.org", "proxy.golang.org",
        "repo1.maven.org", "anaconda.org", "index.docker.io",
    ]

    /// The text files, without this one, which names what it looks for.
    private static func texts() throws -> [(path: String, text: String)] {
        try Repository.files().filter { $0 != "Tests/HouseTests/RepositoryTests.swift" }.compactMap { path in
            let data = try Data(contentsOf: Repository.root.appendingPathComponent(path))
            return String(data: data, encoding: .utf8).map { (path, $0) }
        }
    }

    @Test func `no file holds a path of somebody's machine`() throws {
        for (path, text) in try Self.texts() {
            for found in Self.machinePaths(in: text) {
                #expect(Self.madeUp.contains(found), "\(path) holds \(found)")
            }
        }
    }

    @Test func `no file names the host of a package registry`() throws {
        for (path, text) in try Self.texts() {
            for host in Self.hosts { #expect(!text.contains(host), "\(path) names \(host)") }
        }
    }

    @Test(arguments: [
        ("in /root/x", ["/root"]), ("a/root/b", []), ("\"/work/wt\"", ["/work"]), ("/workshop", []),
        ("/home/eve/x", ["/home/eve"]), ("/home/<name>", []), ("(/tmp/a.b)", ["/tmp/a.b"]), ("$PWD/tmp/a", []),
        ("under /tmp", []), ("/tmp/x and /home/y", ["/home/y", "/tmp/x"]),
    ])
    func `paths are found where they begin`(text: String, found: [String]) {
        #expect(Self.machinePaths(in: text).sorted() == found)
    }

    /// The first two components of every such path.
    private static func machinePaths(in text: String) -> [String] {
        beginnings.flatMap { beginning -> [String] in
            var paths: [String] = []
            var rest = text[...]
            while let range = rest.range(of: beginning) {
                let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
                let name = text[range.upperBound...].prefix(while: isName)
                let isBeginning = !isName(before) && !")}/~*".contains(before)
                if isBeginning, beginning.hasSuffix("/") != name.isEmpty { paths.append(beginning + name) }
                rest = rest[range.upperBound...]
            }
            return paths
        }
    }

    private static func isName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-".contains(character)
    }
}
