import Columns
import Evidence
import Scoring

extension ExplainedSample {
    /// Rows of each kind, and reasons of a row.
    private static let (rowsShown, reasonsShown) = (3, 5)

    /// Typical rows, then wrong ones, with their strongest reasons.
    func examples(
        threshold: Double?, costs: [[Double]]? = nil, key: [String], masked: Set<String>
    ) -> [ExplanationsDocument.Example] {
        let told = PredictedWords(
            predictions, target, decided: predictions.decided(target.task, threshold: threshold, costs: costs))
        let words = ReasonWords(plan, in: table)
        func example(_ kind: ExplanationsDocument.Example.Kind, _ place: Int) -> ExplanationsDocument.Example {
            let output = target.task == .multiclass ? told.decided[place] : 0
            let (truth, predicted) = told.words(place)
            let (reasons, others) = reasons(of: place, output: output, words, masked: masked)
            let sum = CompensatedSum.of(reasons.map(\.contribution) + [others])
            return .init(
                kind: kind, key: table.cells(key, row: place, masked: masked), truth: truth, predicted: predicted,
                className: target.task.isClassification
                    ? target.classes[target.task == .multiclass ? output : 1] : nil,
                base: explainer.base[output], score: explainer.base[output] + sum, reasons: reasons, others: others)
        }
        return typical(told).map { example(.typical, $0) } + wrong(told).map { example(.wrong, $0) }
    }

    private func reasons(
        of place: Int, output: Int, _ words: ReasonWords, masked: Set<String>
    ) -> (shown: [ExplanationsDocument.Reason], others: Double) {
        let width = explainer.plan.slots.count
        let own = slots[output][place * width..<(place + 1) * width]
        var sums = [Double](repeating: 0, count: explainer.plan.sources.count)
        explainer.plan.addSources(of: own, to: &sums)
        var shown: [ExplanationsDocument.Reason] = []
        while shown.count < Self.reasonsShown, let source = AttributionPlan.strongest(sums) {
            let name = explainer.plan.sources[source]
            let slot = explainer.plan.strongestPart(of: source, in: own, raising: sums[source] > 0)
            let isMasked = masked.contains(name) || slot.part.since.map(masked.contains) ?? false
            shown.append(
                .init(
                    column: name,
                    words: isMasked
                        ? "\(DisplayText.escaped(name)) \(ErrorsDocument.mask)" : words.words(slot, row: place),
                    contribution: sums[source]))
            sums[source] = 0
        }
        return (shown, CompensatedSum.of(sums))
    }

    /// Rows whose prediction is low, in the middle and high; of several classes, the middle one of those decided as each.
    private func typical(_ told: PredictedWords) -> [Int] {
        guard target.task == .multiclass else {
            return Self.middle(Array(0..<table.rowCount), at: [0.1, 0.5, 0.9]) { predictions.values[$0] }
        }
        var places: [Int: [Int]] = [:]
        for (place, decided) in told.decided.enumerated() { places[decided, default: []].append(place) }
        let common = places.keys.sorted { first, second in
            let (own, other) = (places[first]?.count ?? 0, places[second]?.count ?? 0)
            return own == other ? first < second : own > other
        }
        return common.prefix(Self.rowsShown).flatMap { decided in
            Self.middle(places[decided] ?? [], at: [0.5]) { predictions.values[$0 * predictions.width + decided] }
        }
    }

    /// The rows at some shares of the order of a number, each once.
    private static func middle(_ places: [Int], at shares: [Double], of number: (Int) -> Double) -> [Int] {
        guard !places.isEmpty else { return [] }
        let numbers = places.map { (number: number($0), place: $0) }
        let sorted = numbers.sorted { $0.number == $1.number ? $0.place < $1.place : $0.number < $1.number }
        var seen: Set<Int> = []
        return shares.map { sorted[Int($0 * Double(sorted.count - 1))].place }.filter { seen.insert($0).inserted }
    }

    /// The largest losses among rows that are wrong.
    private func wrong(_ told: PredictedWords) -> [Int] {
        let all = WorstErrors.find(predictions: predictions, target: target, limit: table.rowCount)
        return Array(all.places.lazy.filter { told.isWrong($0) }.prefix(Self.rowsShown))
    }
}

extension AttributionPlan.Part {
    /// The other column whose value is told, where time is counted from it.
    fileprivate var since: String? { if case .elapsed(let since) = self { since } else { nil } }
}
