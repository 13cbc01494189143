import Evidence

extension ReportPage {
    /// Trials that the report lists.
    private static let trialsShown = 20

    /// What searches tried, the best first; of folds the first.
    var trials: HTML {
        let searches = evidence.trials?.searches ?? []
        return HTML.joined(
            searches.enumerated().filter { ($0.element.fold ?? 1) == 1 }.map { search($0.element, at: $0.offset) },
            by: "")
    }

    private func search(_ search: TrialsDocument.Search, at index: Int) -> HTML {
        let place = Pointer.trials["searches"][index]["trials"]
        let rows = bestFirst(search).prefix(Self.trialsShown).map { row(search.trials[$0], at: place[$0]) }
        let count = figures.counting(place, words: NumberText.counted(search.trials.count, "setting"))
        let part: HTML = isHeldOutInTurn ? "the validation rows of the first fold" : "validation"
        let more: HTML =
            search.trials.count > Self.trialsShown ? " All are in \(code("evaluation/trials.json"))." : ""
        return "<h3>Trials of \(search.candidate)</h3>\n"
            + paragraph(
                "\(count) tried one after the other, each judged on \(part). One that stood behind half of those before it was stopped early.\(more)"
            )
            + table(
                "The best first", ["trial", "settings", "how it ended", "rounds", "\(search.metric)"], numbersFrom: 3,
                rows)
    }

    private func row(_ trial: TrialsDocument.Trial, at place: Pointer) -> [HTML] {
        let settings = trial.parameters.keys.sorted().map { key -> HTML in
            "\(key) \(figures.setting(place["parameters"][key]))"
        }
        let end: HTML =
            switch trial.status {
            case .complete: "complete"
            case .stopped: "stopped early"
            case .failed: "failed: \(trial.reason ?? "")"
            }
        return [
            figures.count(place["number"]), HTML.joined(settings, by: ", "), end, figures.count(place["rounds"]),
            figures.metric(place["value"]),
        ]
    }

    /// The places of the trials: the chosen one, then by their metric.
    private func bestFirst(_ search: TrialsDocument.Search) -> [Int] {
        let sign = MetricName(rawValue: search.metric)?.greaterIsBetter ?? true ? 1.0 : -1.0
        func rank(_ trial: TrialsDocument.Trial) -> Double {
            trial.number == search.chosen ? .infinity : trial.value.map { sign * $0 } ?? -.infinity
        }
        let ranks = search.trials.map(rank)
        return ranks.indices.sorted { (ranks[$0], $1) > (ranks[$1], $0) }
    }
}
