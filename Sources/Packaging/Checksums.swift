import Evidence

/// `SHA256SUMS`: the hash of every other file of a package, as `sha256sum --check` reads it.
package enum Checksums {
    /// The name of the file.
    package static let name = "SHA256SUMS"

    /// A line a file, sorted by the names' bytes.
    package static func text(of files: some Sequence<ModelPackage.File>) -> String {
        files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            .map { "\(ContentHash(of: $0.data))  \($0.name)\n" }
            .joined()
    }
}
