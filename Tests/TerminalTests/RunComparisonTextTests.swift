import Evidence
import Terminal
import Testing

/// What a person reads of runs that were compared.
struct RunComparisonTextTests {
    private func comparison(_ text: String = "") -> RunComparison {
        func side(_ digit: String) -> RunDifference.Side {
            RunDifference.Side(
                fingerprint: String(repeating: digit, count: 64), name: "late", chosen: "linear", recommendation: .ship,
                primary: .logLoss, rows: 200, threshold: nil)
        }
        let value = MetricValue.value(0.512, Interval(lower: 0.5, upper: 0.52, method: .bootstrap))
        let difference = RunDifference(
            before: side("a"), after: side("b"),
            data: DataDifference(same: true, rows: .init(before: 9, after: 9), columns: .init(), sources: []),
            brief: [.init(key: "owner", before: nil, after: .string("Ada" + text))], versions: [], seed: nil,
            rows: .init(same: true),
            metrics: [
                MetricDifference(metric: .rocAUC, before: value, after: value, difference: 0, interval: 0...0),
                MetricDifference(
                    metric: .logLoss, before: value, after: value, difference: -0.01, interval: -0.02 ... -0.005),
            ])
        return RunComparison(
            task: .binary, label: "late" + text,
            runs: ["one", "two"].map { .init(runID: $0, directory: "/", started: "") }, comparisons: [difference],
            attributions: [
                .init(steps: [
                    .init(
                        changed: ["data", "split.by" + text], from: "one", to: "half" + text,
                        metric: difference.metrics[1]),
                    .init(changed: ["seed"], from: "half", to: "two", metric: difference.metrics[0]),
                ])
            ])
    }

    @Test func `steps over runs between say what each change does`() throws {
        let lines = lines(.plain)
        let heading = try #require(lines.firstIndex(of: "  step by step over runs that lie between, in log_loss"))
        #expect(lines[heading + 1] == "  1  data, split.by: −0.010 [−0.020, −0.005], better · half")
        #expect(lines[heading + 2].hasPrefix("  2  seed: 0"))
        #expect(lines[heading + 2].hasSuffix("the same · two"))
    }

    private func lines(_ style: Style, _ text: String = "", page: String? = nil) -> [String] {
        RunComparisonText(comparison(text), page: page).lines(style)
    }

    @Test func `the metric that counts leads, the others follow`() {
        let lines = lines(.plain)
        #expect(lines.contains("  two  linear · log_loss 0.512 [0.500, 0.520] · −0.010 [−0.020, −0.005], better"))
        let rows = lines.filter { $0.hasPrefix("  log_loss") || $0.hasPrefix("  roc_auc") }
        #expect(rows.map { $0.contains("log_loss") } == [true, false])
        #expect(rows[0].hasSuffix("better") && rows[1].hasSuffix("the same"))
    }

    @Test func `what differs is said, and what does not in one line`() {
        let lines = lines(.plain)
        #expect(lines.contains("  brief      owner: not given → Ada"))
        #expect(lines.contains("  the same   data, seed, code, libraries"))
    }

    @Test func `the page is named, or how to make one`() {
        #expect(lines(.plain).last == "  Next    show it to others: --html comparison.html")
        #expect(lines(.plain, page: "c.html").last == "  Page    c.html")
    }

    @Test(arguments: [60, 80, 120]) func `on a terminal the lines fit`(width: Int) {
        let lines = lines(Style(colour: false, redraws: true, width: width))
        #expect(lines.allSatisfy { $0.count <= width }, "\(lines.map(\.count))")
    }

    @Test func `no control character of the data reaches the terminal`() {
        for line in lines(.plain, "\u{1B}[31m\u{7}\n", page: "\u{1B}.html") {
            #expect(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        }
    }
}
