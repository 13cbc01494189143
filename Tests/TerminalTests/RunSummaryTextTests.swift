import Evidence
import Terminal
import Testing

struct RunSummaryTextTests {
    private func lines(_ style: Style) -> [String] {
        func value(_ number: Double) -> MetricValue {
            .value(number, Interval(lower: number - 0.02, upper: number + 0.02, method: .bootstrap))
        }
        func candidate(_ name: String, _ number: Double) -> MetricsDocument.CandidateMetrics {
            let metrics = MetricName.usual(for: .binary).map { ($0, value(number)) }
            return .init(
                name: name, split: .test, rows: 900, metrics: Dictionary(uniqueKeysWithValues: metrics))
        }
        let metrics = MetricsDocument(
            primary: .rocAUC, verdict: Verdict(chosen: "linear", recommendation: .ship, reasons: [.betterThanPrior]),
            candidates: [candidate("prior", 0.5), candidate("linear", 0.7)],
            comparisons: [
                .init(better: "linear", worse: "prior", metric: .rocAUC, difference: 0.2, lower: 0.17, upper: 0.23)
            ])
        return RunSummaryText(metrics: metrics, task: .binary, findings: [], directory: "runs/x").lines(style)
    }

    @Test func `the gain stands with its interval`() {
        let text = "Ship: linear · roc_auc 0.700 [0.680, 0.720] · +0.200 [+0.170, +0.230] over prior"
        #expect(lines(.plain).contains("  " + text))
    }

    @Test(arguments: [40, 80, 100, 200]) func `on a terminal the table has the metrics that fit`(width: Int) {
        let lines = lines(Style(colour: false, redraws: true, width: width))
        #expect(lines.allSatisfy { $0.count <= width })
        #expect(lines.contains { $0.hasPrefix("  candidate") && $0.contains("roc_auc") })
        #expect(lines.contains { $0.contains("brier_score") } == (width >= 100))
    }

    @Test func `elsewhere the table is whole`() {
        #expect(lines(.plain).contains { $0.contains("candidate") && $0.contains("brier_score") })
    }

    @Test func `where nothing can be told the first line says why, and the last what would tell`() throws {
        func candidate(_ name: String, _ number: Double) -> MetricsDocument.CandidateMetrics {
            .init(name: name, split: .outOfFold, rows: 60, metrics: [.rocAUC: .value(number, nil)])
        }
        let metrics = MetricsDocument(
            primary: .rocAUC,
            verdict: Verdict(chosen: "prior", recommendation: .cannotTell, reasons: [.gainNotRuledOut]),
            candidates: [candidate("prior", 0.5), candidate("linear", 0.7)],
            comparisons: [
                .init(better: "linear", worse: "prior", metric: .rocAUC, difference: 0.2, lower: -0.1, upper: 0.5)
            ])
        let told = RowsToTell(candidate: "linear", gain: 0.2, lower: -0.1, unit: .row, judged: 60)
        let lines = RunSummaryText(
            metrics: metrics, task: .binary, findings: [], directory: "runs/x", rowsToTell: told
        ).lines(.plain)
        #expect(
            lines.dropFirst().first
                == "  Cannot tell: the gain may be chance · linear · roc_auc 0.700 · +0.200 [−0.100, +0.500] "
                + "over prior")
        #expect(lines.last?.hasPrefix("  Next    About 220 rows more to judge by") == true)
    }
}
