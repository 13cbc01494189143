import Evidence

/// What the columns of predictions hold, by the form in which they were named.
enum ScoreColumns: Sendable, Equatable {
    /// `--score C`: of the positive class.
    case one(String)
    /// `--score C` several times: of the classes in order.
    case inOrder([String])
    /// `--score CLASS=C`, at least once.
    case named([NamedScore])
    /// `--prediction C`: a class, or a number to be compared with the label.
    case decided(String)

    /// The score of a class.
    struct NamedScore: Sendable, Equatable {
        let className: String
        let column: String
    }

    /// All columns.
    var columns: [String] {
        switch self {
        case .one(let column), .decided(let column): [column]
        case .inOrder(let columns): columns
        case .named(let scores): scores.map(\.column)
        }
    }

    /// The classes that are named.
    var classNames: [String] {
        if case .named(let scores) = self { scores.map(\.className) } else { [] }
    }

    /// Reads the values of `--score`, or of `--baseline` in the same form.
    ///
    /// A text with `=` in it is a column where the file has one of that name; else the class ends at the first `=`
    /// behind which a column of the file stands.
    ///
    /// - Parameters:
    ///   - values: as given; at least one.
    ///   - option: for messages.
    ///   - names: columns of the file.
    /// - Throws: ``ArgumentError`` where forms are mixed, or a class or a column is named twice.
    init(_ values: [String], option: String, columns names: Set<String>) throws {
        let scores = values.map { value in Self.named(value, names) ?? NamedScore(className: "", column: value) }
        let isNamed = values.map { Self.named($0, names) != nil }
        guard Set(isNamed).count == 1 else {
            throw ArgumentError(
                "\(option) is given with classes and without", advice: "write \(option) CLASS=COLUMN for every class")
        }
        for (place, score) in scores.enumerated() {
            let others = scores[..<place]
            if let twin = others.first(where: {
                $0.column == score.column || (isNamed[0] && $0.className == score.className)
            }) {
                throw ArgumentError(
                    twin.column == score.column
                        ? "\(option) names the column '\(score.column)' twice"
                        : "\(option) names the class '\(score.className)' twice",
                    advice: "name each class and its column once")
            }
        }
        if isNamed[0] {
            self = .named(scores)
        } else {
            self = scores.count == 1 ? .one(scores[0].column) : .inOrder(scores.map(\.column))
        }
    }

    private static func named(_ value: String, _ names: Set<String>) -> NamedScore? {
        if names.contains(value) { return nil }
        let cuts = value.indices.filter { value[$0] == "=" && $0 != value.startIndex }
        func score(at cut: String.Index) -> NamedScore {
            NamedScore(className: String(value[..<cut]), column: String(value[value.index(after: cut)...]))
        }
        guard let first = cuts.first else { return nil }
        return cuts.lazy.map(score).first { names.contains($0.column) } ?? score(at: first)
    }
}
