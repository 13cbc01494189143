import Evidence

/// What changed between two invented runs; every text that could come from data or a brief ends with `suffix`.
struct SampleDifference {
    var suffix = ""

    private func text(_ value: String) -> String { value + suffix }

    private func side(_ digit: String, chosen: String, rows: Int) -> RunDifference.Side {
        RunDifference.Side(
            fingerprint: String(repeating: digit, count: 64), name: "late-flights", chosen: chosen,
            recommendation: .ship, primary: .rocAUC, rows: rows, threshold: 0.5)
    }

    private func metrics(paired: Bool) -> [MetricDifference] {
        let value = MetricValue.value(0.7, Interval(lower: 0.69, upper: 0.71, method: .clusterBootstrap))
        return [
            MetricDifference(
                metric: .rocAUC, before: .value(0.5, nil), after: value, difference: paired ? 0.2 : nil,
                interval: paired ? 0.18...0.22 : nil),
            MetricDifference(
                metric: .logLoss, before: .value(0.5, nil), after: .value(0.51, nil), difference: paired ? 0.01 : nil,
                interval: paired ? -0.01...0.03 : nil),
            MetricDifference(
                metric: .precision, before: .undefined(reason: text("no row is predicted positive")),
                after: .value(0.6, nil)),
        ]
    }

    /// Rows, columns, brief and versions are others.
    var other: RunDifference {
        var rows = DataDifference.Rows(before: 327_346, after: 330_000)
        (rows.by, rows.added, rows.removed, rows.changed) = (.key, 2_700, 46, 12)
        var columns = DataDifference.Columns()
        columns.added = [.init(name: text("gust"), type: text("DOUBLE"))]
        columns.removed = [.init(name: text("tailnum"), type: "VARCHAR")]
        columns.retyped = [.init(name: text("temp"), before: "BIGINT", after: "DOUBLE")]
        return RunDifference(
            before: side("b", chosen: "prior", rows: 65_470), after: side("7", chosen: "linear", rows: 66_000),
            data: DataDifference(
                same: false, rows: rows, columns: columns,
                sources: [.init(name: text("flights"), before: 336_776, after: 339_430)]),
            brief: [.init(key: text("exclude.gust"), before: nil, after: .string(text("leaks")))],
            versions: [.init(key: "duckdb", before: .string(text("1.5.4")), after: "1.5.5")],
            seed: .init(key: "seed", before: 7, after: 8),
            rows: .init(same: false, reason: text("the figures are of other rows")), metrics: metrics(paired: false))
    }

    /// The same data and the same rows; another candidate is chosen.
    var same: RunDifference {
        var rows = DataDifference.Rows(before: 327_346, after: 327_346)
        (rows.by, rows.added, rows.removed, rows.changed) = (.key, 0, 0, 0)
        return RunDifference(
            before: side("b", chosen: "prior", rows: 65_470), after: side("7", chosen: "linear", rows: 65_470),
            data: DataDifference(same: true, rows: rows, columns: .init(), sources: []), brief: [], versions: [],
            seed: nil, rows: .init(same: true, resampling: .init(unit: .day, count: 77)), metrics: metrics(paired: true)
        )
    }

    /// Both beside one baseline.
    var comparison: RunComparison {
        RunComparison(
            task: .binary, label: text("late"),
            runs: ["a", "b", "c"].map {
                .init(runID: "2026-11-2\($0)", directory: "/home/ada/runs", started: "2026-11-24T10:00:00Z")
            }, comparisons: [same, other],
            attributions: [
                nil,
                RunAttribution(steps: [
                    .init(changed: ["data"], from: "2026-11-2a", to: text("2026-11-2d"), metric: same.metrics[0]),
                    .init(
                        changed: [text("exclude.gust"), "seed"], from: text("2026-11-2d"), to: "2026-11-2c",
                        metric: other.metrics[0]),
                ]),
            ])
    }
}
