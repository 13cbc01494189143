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

    /// The beginning and the name behind it of every such path.
    private static func machinePaths(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var paths: [String] = []
        for start in bytes.indices where bytes[start] == UInt8(ascii: "/") {
            if start > 0, isName(bytes[start - 1]) || ")}/~*".utf8.contains(bytes[start - 1]) { continue }
            for beginning in beginnings where bytes[start...].starts(with: beginning.utf8) {
                let name = bytes[(start + beginning.utf8.count)...].prefix(while: isName)
                let isNamed = name.first.map { $0 != UInt8(ascii: ".") } ?? false
                if beginning.hasSuffix("/") ? isNamed : name.isEmpty {
                    paths.append(beginning + String(decoding: name, as: UTF8.self))
                }
            }
        }
        return paths
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
            true
        default: false
        }
    }
}
