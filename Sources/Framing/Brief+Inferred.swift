extension Brief {
    /// A brief for one table and its label, for work that starts without one.
    ///
    /// The name and the source's name are made from the file's; the rest is settled against the data.
    /// `path` may be a glob, and is relative to the working directory.
    package static func inferred(forTable path: String, label: String) -> Brief {
        let stem = BriefPath.stem(path)
        let name = BriefName.fitted(stem)
        let source = BriefName.table(stem)
        return Brief(
            name: name,
            data: DataSection(
                sources: [Source(name: source, location: .files([path], table: nil))], label: label),
            origin: BriefOrigin(path: "brief.yaml", places: BriefPlaces()))
    }
}
