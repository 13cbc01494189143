extension Brief {
    /// A brief for one table and its label, for work that starts without one.
    ///
    /// The name and the source's name are made from the file's; the rest is settled against the data.
    /// `path` may be a glob, and is relative to the working directory; `table` is one of a database file.
    package static func inferred(forTable path: String, table: String? = nil, label: String) -> Brief {
        let stem = table ?? BriefPath.stem(path)
        let name = BriefName.fitted(stem)
        let source = BriefName.table(stem)
        return Brief(
            name: name,
            data: DataSection(
                sources: [Source(name: source, location: .files([path], table: table))], label: label),
            origin: BriefOrigin(path: "brief.yaml", places: BriefPlaces()))
    }
}
