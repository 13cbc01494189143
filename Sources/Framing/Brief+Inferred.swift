import Evidence

extension Brief {
    /// A brief for one table and its label, for work that starts without one.
    ///
    /// The name and the source's name are made from the file's; the rest is settled against the data.
    /// `path` may be a glob, and is relative to the working directory.
    package static func inferred(forTable path: String, label: String) -> Brief {
        let stem = BriefPath.stem(path)
        let name = BriefName.fitted(stem)
        let source = BriefName.table(stem)
        let reason = "made from the name of the table's file"
        return Brief(
            name: name,
            data: DataSection(
                sources: [Source(name: source, location: .files([path], table: nil))], label: label),
            origin: BriefOrigin(
                directory: ".", places: BriefPlaces(),
                inferences: [
                    Inference(key: "name", value: name, reason: reason),
                    Inference(key: "data.sources", value: source, reason: reason),
                ]))
    }
}
