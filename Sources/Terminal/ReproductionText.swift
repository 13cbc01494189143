package import Evidence

/// Whether a run came out the same, for people.
package struct ReproductionText {
    private let document: ReproductionDocument

    package init(_ document: ReproductionDocument) { self.document = document }

    /// The verdict, the files that differ with the place where they do, and what was not made again.
    package func lines(_ style: Style) -> [String] {
        let same = document.files.count { $0.state == .same }
        let all = NumberText.counted(document.files.count, "file")
        let headline =
            switch document.verdict {
            case .reproduced: "Reproduced: \(all), the same byte for byte"
            case .differs: "Differs: \(NumberText.count(document.files.count - same)) of \(all)"
            case .tampered: "Changed: the run is not as it was written"
            }
        var lines = ["", "  " + style.paint(headline, .bold), "    from its \(document.from.rawValue)"]
        let versions = document.versions
        for (name, version) in versions.then.sorted(by: { $0.key < $1.key })
        where versions.now[name].map({ $0 != version }) ?? false {
            lines.append("    made with \(name) \(version), and again with \(versions.now[name] ?? "")")
        }
        let differing = document.files.filter { ![.same, .taken].contains($0.state) }
        if !differing.isEmpty { lines.append("") }
        for file in differing.prefix(Limits.findingsShown) {
            let place = file.place.map { " · \($0): \(file.was ?? "") → \(file.isNow ?? "")" } ?? ""
            let text = "\(file.path) \(file.state.rawValue)\(place)"
            lines += style.fitted("  ✗ " + DisplayText.escaped(text), indent: 4)
        }
        let taken = document.files.filter { $0.state == .taken }.map(\.path)
        if !taken.isEmpty {
            lines.append("  · taken over, since only the sources tell: \(taken.joined(separator: ", "))")
        }
        if let code = document.findings.first?.code {
            let advice = document.findings.lazy.compactMap(\.advice).first
            lines += advice.map { style.fitted("    " + $0, indent: 4) } ?? []
            lines += ["", "  More    associate explain \(code.rawValue)"]
        }
        if let place = document.attestation { lines += ["", "  Attestation  \(DisplayText.escaped(place))"] }
        return lines
    }
}
