package import Evidence

/// Which columns are left out together: those of a source, a column with its kin, and each column alone.
package struct AblationGroups: Sendable, Equatable {
    /// A name for columns that are left out together.
    package struct Group: Sendable, Equatable {
        package let name: String
        package let kind: AblationDocument.Group.Kind
        package let columns: [String]

        package init(name: String, kind: AblationDocument.Group.Kind, columns: [String]) {
            self.name = name
            self.kind = kind
            self.columns = columns
        }
    }

    /// Sources, then families, then columns.
    package let groups: [Group]

    /// Finds the groups among the columns of the features.
    ///
    /// A column belongs to the source that alone has one of its name. One group of all columns is none: without it
    /// nothing is left. Groups of the same columns are tried once.
    ///
    /// - Parameters:
    ///   - columns: of the features, the most important first.
    ///   - sources: with the columns that they have.
    package init(columns: [String], sources: [(name: String, columns: [String])]) {
        var groups: [Group] = []
        func add(_ name: String, _ kind: AblationDocument.Group.Kind, _ members: [String]) {
            guard !members.isEmpty, members.count < columns.count, !groups.contains(where: { $0.columns == members })
            else { return }
            groups.append(Group(name: name, kind: kind, columns: members))
        }
        for source in sources {
            add(
                source.name, .source,
                columns.filter { column in
                    source.columns.contains(column) && sources.count { $0.columns.contains(column) } == 1
                }.sorted())
        }
        for column in columns {
            let kin = columns.filter { $0 == column || $0.hasPrefix(column + "_") }
            if kin.count > 1 { add(column, .family, kin.sorted()) }
        }
        for column in columns { add(column, .column, [column]) }
        self.groups = groups
    }
}
