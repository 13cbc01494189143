package import Evidence

extension ProfileDocument {
    /// A profile without values of personal columns: how many there are stays, what they are goes.
    ///
    /// Where coordinates lie as a whole is nobody's secret, so ranges of those stay.
    package func masked(_ found: SensitiveColumns) -> ProfileDocument {
        let hidden = Set(found.personal.filter { $0.kind != .coordinates }.map(\.name))
        guard !hidden.isEmpty else { return self }
        var document = self
        document.columns = columns.map { column in
            guard hidden.contains(column.name) else { return column }
            var column = column
            column.top = []
            (column.number, column.moment) = (nil, nil)
            return column
        }
        return document
    }
}
