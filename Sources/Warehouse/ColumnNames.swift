package import Evidence

/// Which names columns may have.
package enum ColumnNames {
    /// What is wrong with a list of names: empty, control characters, too long, or alike but for upper and lower case.
    ///
    /// `file` and `source` are given along in the findings. At most ``Limits/findingsShown`` are returned.
    package static func findings(_ names: [String], file: String? = nil, source: String? = nil) -> [Finding] {
        var findings: [Finding] = []
        var seen: [String: Int] = [:]
        for (index, name) in names.enumerated() where findings.count < Limits.findingsShown {
            let place = "column \(index + 1)"
            func add(_ message: String, _ advice: String) {
                findings.append(
                    Finding(
                        .error, .columnNameUnusable, message, advice: advice, file: file, source: source,
                        column: name.isEmpty ? nil : name))
            }
            if name.isEmpty {
                add("\(place) has no name", "give every column of the header a name")
            } else if name.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
                add("the name of \(place) has a control character in it", "rename the column")
            } else if name.utf8.count > Limits.columnNameBytes {
                add(
                    "the name of \(place) has \(name.utf8.count) bytes, where \(Limits.columnNameBytes) are the most",
                    "give the column a shorter name")
            }
            let folded = name.lowercased()
            if let first = seen[folded], !name.isEmpty {
                let alike = names[first] == name ? "the same name" : "names alike but for upper and lower case"
                add("columns \(first + 1) and \(index + 1) have \(alike), '\(name)'", "rename one of the two")
            } else {
                seen[folded] = index
            }
        }
        return findings
    }
}
