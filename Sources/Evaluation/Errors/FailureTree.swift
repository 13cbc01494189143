import Columns
import Evidence

/// A shallow tree over what is lost on each row: its leaves are rules that part the rows.
///
/// It is grown on rows that do not judge it. A split asks one thing of one column, which a person can read: a value, or
/// numbers below or from a border on.
struct FailureTree {
    /// Splits on the way to a leaf at most.
    private static let depth = 3
    /// The share of rows that a leaf has at least, and the rows.
    private static let leafShare = 0.02
    private static let leafRows = 20
    /// Standard errors by which the two sides of a split differ at least.
    private static let telling = 4.0

    /// Levels of one column.
    struct Question: Sendable, Equatable {
        let column: Int
        let levels: Range<Int>
    }

    /// A leaf: questions with the answers that lead to it.
    typealias Rule = [(question: Question, isTrue: Bool)]

    let rules: [Rule]

    init(_ columns: [SliceColumn], _ rows: SliceRows, threads: Int) {
        let terms = rows.terms
        let minimum = max(Double(Self.leafRows), Self.leafShare * Double(rows.count))
        let questions = columns.indices.map { Self.questions(columns[$0], $0) }
        var finished: [Rule] = []
        var open: [(rule: Rule, rows: [Int])] = [([], Array(0..<rows.count))]
        while !open.isEmpty {
            let (rule, own) = open.removeFirst()
            guard rule.count < Self.depth,
                let question = Self.best(questions, own, rows, terms, minimum, threads: threads)
            else {
                finished.append(rule)
                continue
            }
            let codes = rows.codes[question.column]
            let (yes, no) = (
                own.filter { question.levels.contains(Int(codes[$0])) },
                own.filter { !question.levels.contains(Int(codes[$0])) }
            )
            open += [(rule + [(question, true)], yes), (rule + [(question, false)], no)]
        }
        rules = finished
    }

    /// Whether a rule holds for a row.
    static func holds(_ rule: Rule, _ row: Int, _ rows: SliceRows) -> Bool {
        rule.allSatisfy { question, isTrue in
            question.levels.contains(Int(rows.codes[question.column][row])) == isTrue
        }
    }

    /// A rule in words: what its questions leave of each column, the columns in the order in which they are asked.
    static func predicates(_ rule: Rule, of columns: [SliceColumn]) -> [SlicePredicate] {
        var asked: [Int] = []
        for (question, _) in rule where !asked.contains(question.column) { asked.append(question.column) }
        return asked.flatMap { place -> [SlicePredicate] in
            let questions = rule.filter { $0.question.column == place }
            let left = columns[place].levels.indices.filter { level in
                questions.allSatisfy { $0.question.levels.contains(level) == $0.isTrue }
            }
            return columns[place].predicates(leaving: left)
        }
    }

    /// Each level by itself, and the levels below and from each border of ordered ones.
    private static func questions(_ column: SliceColumn, _ place: Int) -> [Question] {
        let singles = column.levels.indices.map { Question(column: place, levels: $0..<$0 + 1) }
        guard column.isOrdered else { return singles }
        let count = column.filledLevels
        let cuts = (1..<max(1, count)).flatMap { cut in
            [Question(column: place, levels: 0..<cut), Question(column: place, levels: cut..<count)]
        }
        // A missing value is a question of its own; bins in the middle are not.
        return cuts + singles.dropFirst(count)
    }

    /// The question that parts the losses most, where it parts them by more than chance; the first of equals.
    private static func best(
        _ questions: [[Question]], _ own: [Int], _ rows: SliceRows, _ terms: [SIMD2<Double>], _ minimum: Double,
        threads: Int
    ) -> Question? {
        guard Double(own.count) >= 2 * minimum else { return nil }
        let found = Parallel.map(count: questions.count, threads: threads) { place in
            Self.best(questions[place], own, rows, terms, minimum)
        }
        var best: (question: Question, gain: Double)?
        for case let each? in found where each.gain > (best?.gain ?? 0) { best = each }
        return best?.question
    }

    private static func best(
        _ questions: [Question], _ own: [Int], _ rows: SliceRows, _ terms: [SIMD2<Double>], _ minimum: Double
    ) -> (question: Question, gain: Double)? {
        guard let column = questions.first?.column else { return nil }
        var cells = [SIMD2<Double>](repeating: .zero, count: rows.levels[column])
        var (all, squares) = (SIMD2<Double>.zero, 0.0)
        let codes = rows.codes[column]
        for row in own {
            cells[Int(codes[row])] += terms[row]
            all += terms[row]
            squares += terms[row][1] * rows.losses[row]
        }
        let variance = max(0, squares / all[0] - all[1] / all[0] * (all[1] / all[0]))
        var best: (question: Question, gain: Double)?
        for question in questions {
            let yes = question.levels.reduce(SIMD2<Double>.zero) { $0 + cells[$1] }
            let no = all - yes
            guard yes[0] >= minimum, no[0] >= minimum else { continue }
            let difference = yes[1] / yes[0] - no[1] / no[0]
            // What the squares of the errors lose by the split.
            let gain = difference * difference * yes[0] * no[0] / all[0]
            guard gain > telling * telling * variance, gain > (best?.gain ?? 0) else { continue }
            best = (question, gain)
        }
        return best
    }
}
