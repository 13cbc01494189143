package import Evidence

extension ProfileDocument {
    /// A profile that names personal columns and shows no value of them: how many there are stays, what they are goes.
    ///
    /// Where coordinates lie as a whole is nobody's secret, so ranges of those stay.
    package func masked(_ found: SensitiveColumns) -> ProfileDocument {
        var document = self
        document.privacy = Privacy(sampleRows: found.sampleRows, findings: found.findings(nil))
        let hidden = Set(found.personal.filter { $0.kind != .coordinates }.map(\.name))
        guard !hidden.isEmpty else { return document }
        document.columns = columns.map { column in
            guard hidden.contains(column.name) else { return column }
            var column = column
            column.top = []
            (column.number, column.moment) = (nil, nil)
            return column
        }
        // What is personal is to be left out, not to be read as numbers.
        document.warnings.removeAll { hidden.contains($0.finding.column ?? "") && $0.finding.code.isOfDisguisedText }
        return document
    }
}
