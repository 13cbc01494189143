import Evidence

/// What stands before the trees.
struct LightGBMHeader {
    let link: Link
    let outputs: Int
    let columns: [String]
    /// Bytes of each tree.
    let treeSizes: [Int]
    /// Whether the mean of the trees counts, and not their sum: a random forest.
    let isAverage: Bool
    /// For each column, whether the form lists categories for it.
    private let hasCategories: [Bool?]

    /// The classes that a multiclass model may have.
    private static let classLimit = Limits.textClasses
    private static let keys: Set = [
        "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx", "objective",
        "feature_names", "feature_infos", "tree_sizes",
    ]
    /// A line that stands where columns were constrained; scoring does not need it.
    private static let constraints = "monotone_constraints"

    init(_ lines: inout TextLines) throws(ScoringError) {
        try lines.expect("tree")
        var fields: [String: Substring] = [:]
        var isAverage = false
        while let line = lines.next(), !line.isEmpty {
            if line.text == "average_output", !isAverage {
                isAverage = true
                continue
            }
            guard let field = line.field, Self.keys.contains(field.key) || field.key == Self.constraints else {
                throw .unreadableText("a header line that is not known here", line: lines.number)
            }
            guard fields.updateValue(field.value, forKey: field.key) == nil else {
                throw .unreadableText("'\(field.key)' stands twice", line: lines.number)
            }
        }
        let constraints = fields.removeValue(forKey: Self.constraints)
        guard fields.count == Self.keys.count else {
            let missing = Self.keys.subtracting(fields.keys).sorted().joined(separator: ", ")
            throw .unreadableText("the header lacks \(missing)", line: lines.number)
        }
        guard fields["version"] == "v4" else { throw .unreadableText("a version other than v4") }
        (link, outputs) = try Self.link(fields)
        guard let names = fields["feature_names"].map({ TextNumber.words($0).map(String.init) }),
            let last = fields["max_feature_idx"].flatMap(TextNumber.integer), last == names.count - 1,
            !names.isEmpty, names.count <= Limits.arrowColumns, Set(names).count == names.count,
            !names.contains("")
        else { throw .unreadableText("feature names that do not fit") }
        guard let infos = fields["feature_infos"].map(TextNumber.words), infos.count == names.count else {
            throw .unreadableText("as many feature infos as names expected")
        }
        if let constraints {
            let signs = TextNumber.list(constraints, TextNumber.integer) ?? []
            guard signs.count == names.count, signs.allSatisfy({ (-1...1).contains($0) }) else {
                throw .unreadableText("constraints that do not fit the columns")
            }
        }
        guard let sizes = fields["tree_sizes"].flatMap({ TextNumber.list($0, TextNumber.integer) }),
            !sizes.isEmpty, sizes.count.isMultiple(of: outputs), sizes.allSatisfy({ $0 > 0 })
        else { throw .unreadableText("tree sizes that do not fit") }
        var hasCategories: [Bool?] = []
        for info in infos { hasCategories.append(try Self.hasCategories(info)) }
        self.hasCategories = hasCategories
        self.isAverage = isAverage
        columns = names
        treeSizes = sizes
    }

    /// What the objective says of link and outputs.
    private static func link(_ fields: [String: Substring]) throws(ScoringError) -> (Link, Int) {
        guard let classes = fields["num_class"].flatMap(TextNumber.integer),
            let outputs = fields["num_tree_per_iteration"].flatMap(TextNumber.integer), classes == outputs,
            fields["label_index"] == "0"
        else { throw .unreadableText("classes that do not fit") }
        switch fields["objective"] {
        case "binary sigmoid:1" where outputs == 1: return (.logistic, 1)
        case "regression" where outputs == 1: return (.identity, 1)
        case let objective? where objective == "multiclass num_class:\(classes)" && (3...classLimit).contains(classes):
            return (.softmax, classes)
        default: throw .unreadableText("an objective that is not known here")
        }
    }

    /// Whether a column holds categories: `-1:0:5` does, `[0:1.5]` does not, `none` says neither.
    private static func hasCategories(_ info: Substring) throws(ScoringError) -> Bool? {
        if info == "none" { return nil }
        if info.hasPrefix("["), info.hasSuffix("]") {
            let bounds = info.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
            let numbers = bounds.compactMap(TextNumber.double)
            guard bounds.count == 2, numbers.count == 2, numbers[0] <= numbers[1] else {
                throw .unreadableText("a range that cannot be")
            }
            return false
        }
        let codes = info.split(separator: ":", omittingEmptySubsequences: false).map(TextNumber.integer)
        guard codes.allSatisfy({ $0.map { (-1...Int(Int32.max)).contains($0) } ?? false }) else {
            throw .unreadableText("categories that cannot be")
        }
        return true
    }

    /// The columns with their kinds: where the header says neither, no node asks.
    func typedColumns(_ trees: FlatTrees) throws(ScoringError) -> [TreeColumn] {
        zip(columns, hasCategories).map { name, hasCategories in
            TreeColumn(name: name, levels: hasCategories == true ? Int(Int32.max) : nil)
        }
    }
}
