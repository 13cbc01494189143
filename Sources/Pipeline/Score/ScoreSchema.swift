import Columns
import Evidence
import Scoring
import Warehouse

/// What of an input a model reads and what is kept, settled before a row is read.
struct ScoreSchema: Sendable {
    /// Columns that are kept, with the names that they have in the output.
    private(set) var kept: [(name: String, output: String)] = []
    /// Columns that the model reads and that hold no value at all, whatever their type.
    let empty: Set<String>
    /// Columns that are copied from the input.
    let copied: [String]
    /// Warnings and notes.
    private(set) var findings: [Finding] = []
    private let model: ModelReading

    /// Settles an input.
    ///
    /// - Parameters:
    ///   - model: what it reads.
    ///   - call: which columns are kept.
    ///   - columns: the input's.
    ///   - outputs: the names that the scores get.
    ///   - empty: columns that hold no value.
    ///   - file: the input as messages name it.
    /// - Throws: ``PredictionsError`` with all that the model needs and the input lacks or holds with another type, and
    ///   all columns to be kept that are not there.
    init(
        _ model: ModelReading, _ call: ScoreCall, columns: [EngineColumn], outputs: [String], empty: Set<String>,
        file: String
    ) throws {
        self.model = model
        self.empty = empty
        let types = Dictionary(columns.map { ($0.name, $0.type) }) { first, _ in first }
        var errors = Self.findings(model, columns: columns, empty: empty, file: file)
        let names = columns.map(\.name)
        errors += call.keep.filter { types[$0] == nil }.map { name in
            Finding(
                .error, .columnNotFound, "there is no column '\(name)', which --keep names",
                advice: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
                    ?? "columns of the input: \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")",
                column: name)
        }
        guard errors.isEmpty else {
            throw PredictionsError(errors.map { $0.placed(in: file) })
        }
        var wanted: [String] = []
        for name in call.keepAll ? names : model.key + call.keep where !wanted.contains(name) {
            if types[name] == nil { findings.append(Self.noKey(name, file: file)) } else { wanted.append(name) }
        }
        let read = model.sourceColumns.filter { !empty.contains($0) }
        copied = wanted + read.filter { !wanted.contains($0) }
        var taken = Set(outputs.map { $0.lowercased() })
        for name in wanted {
            var output = name
            while taken.contains(output.lowercased()) { output = "input_" + output }
            taken.insert(output.lowercased())
            kept.append((name, output))
            if output != name { findings.append(Self.renamed(name, output, file: file)) }
        }
    }

    /// What the model needs and an input lacks or holds with another type.
    static func findings(
        _ model: ModelReading, columns: [EngineColumn], empty: Set<String>, file: String
    ) -> [Finding] {
        let types = Dictionary(columns.map { ($0.name, $0.type) }) { first, _ in first }
        return model.inputs.findings { name in
            types[name].map { .init(type: $0, hasValues: !empty.contains(name)) }
        }.map { $0.placed(in: file) }
    }

    /// Columns whose type does not fit, which are of no harm where they hold no value.
    static func misfits(_ model: ModelReading, columns: [EngineColumn]) -> [String] {
        let types = Dictionary(columns.map { ($0.name, $0.type) }) { first, _ in first }
        let findings = model.inputs.findings { name in types[name].map { .init(type: $0, hasValues: true) } }
        return findings.compactMap(\.column).filter { types[$0] != nil }
    }

    /// What reads the model's columns of the copy.
    ///
    /// - Parameter copied: the copy's columns.
    /// - Returns: at least one column.
    func reading(_ copied: [EngineColumn]) -> [SQL] {
        let byName = Dictionary(copied.map { ($0.name, $0) }) { first, _ in first }
        let list = model.sourceColumns.compactMap { name -> SQL? in
            guard empty.contains(name) else { return byName[name]?.readingSQL }
            return "\(SQL.cast("NULL", to: model.inputs.type(of: name))) AS \(Identifier(name))"
        }
        return list.isEmpty ? ["1 AS \(Identifier("none"))"] : list
    }

    private static func noKey(_ name: String, file: String) -> Finding {
        Finding(
            .warning, .columnNotFound, "the input lacks the key column '\(name)', so that the output has none either",
            advice: "add the column, or keep others with --keep", file: file, column: name)
    }

    private static func renamed(_ name: String, _ output: String, file: String) -> Finding {
        Finding(
            .note, .columnNameUnusable, "the input's column '\(name)' stands as '\(output)', for scores have that name",
            file: file, column: name)
    }
}

extension Finding {
    /// The finding with the file that it is about.
    fileprivate func placed(in file: String) -> Finding {
        var found = self
        found.file = file
        return found
    }
}
