import Evidence

extension ReportPage {
    /// The candidates on the primary metric; the prior is the line to beat.
    var dotPlot: HTML {
        let primary = metrics.primary
        let points = metrics.candidates.enumerated().compactMap { index, candidate -> (String, Int, Double)? in
            candidate.metrics[primary]?.number.map { (candidate.name, index, $0) }
        }
        guard points.count > 1 else { return "" }
        let values = points.map(\.2)
        let scale = Axis(over: values, from: 110, to: 370)
        let height = 30 * Double(points.count) + 36
        let ticks = scale.ticks.map { tick -> HTML in
            let x = scale.position(tick)
            return """
                <line class="grid" x1="\(at: x)" x2="\(at: x)" y1="8" y2="\(at: height - 26)"/>\
                <text class="axis" x="\(at: x)" y="\(at: height - 8)" text-anchor="middle">\(scale.text(tick))</text>

                """
        }
        let prior: HTML =
            points.first { $0.0 == "prior" }.map { point in
                let x = scale.position(point.2)
                return "<line class=\"base\" x1=\"\(at: x)\" x2=\"\(at: x)\" y1=\"8\" y2=\"\(at: height - 26)\"/>\n"
            } ?? ""
        let dots = points.enumerated().map { row, point -> HTML in
            let (x, y) = (scale.position(point.2), 24 + 30 * Double(row))
            let mark: HTML =
                point.0 == metrics.chosen
                ? "<circle class=\"dot\" cx=\"\(at: x)\" cy=\"\(at: y)\" r=\"6\"/>"
                : "<circle class=\"other\" cx=\"\(at: x)\" cy=\"\(at: y)\" r=\"4.5\"/>"
            return """
                <text x="0" y="\(at: y + 4)">\(point.0)</text>\(mark)\
                <text x="\(at: x + (x > 310 ? -12 : 12))" y="\(at: y + 4)"\
                 text-anchor="\(x > 310 ? "end" : "start")">\(NumberText.metric(point.2))</text>

                """
        }
        let rows = points.map { name, index, _ -> [HTML] in
            [
                candidateName(name),
                figures.metricValue(Pointer.metrics["candidates"][index]["metrics"][primary.rawValue]),
            ]
        }
        let description: HTML =
            "A dot for each candidate on \(primary.rawValue), \(Sentences.judged(evidence)); the chosen one is filled, the prior is a dashed line."
        return chart(
            Sentences.finding(evidence), description, width: 380, height: height, "\(ticks)\(prior)\(dots)",
            table("On \(Sentences.judged(evidence))", ["candidate", "\(primary.rawValue)"], numbersFrom: 1, rows))
    }

    /// Predicted against seen; the diagonal is perfect calibration.
    var calibrationChart: HTML? {
        guard let bins = evidence.calibration?.bins, bins.count > 1 else { return nil }
        let top = Axis(over: [0] + bins.flatMap { [$0.predicted, $0.observed, $0.upper ?? 0] }, from: 46, to: 370)
        let height = 330.0
        let side = Axis(over: [top.lower, top.upper], from: height - 40, to: 12)
        let ticks = top.ticks.map { tick -> HTML in
            let (x, y) = (top.position(tick), side.position(tick))
            return """
                <line class="grid" x1="\(at: x)" x2="\(at: x)" y1="12" y2="\(at: height - 40)"/>\
                <line class="grid" x1="46" x2="370" y1="\(at: y)" y2="\(at: y)"/>\
                <text class="axis" x="\(at: x)" y="\(at: height - 22)" text-anchor="middle">\(top.text(tick))</text>\
                <text class="axis" x="38" y="\(at: y + 4)" text-anchor="end">\(top.text(tick))</text>

                """
        }
        let base: HTML = """
            <line class="base" x1="\(at: top.position(top.lower))" y1="\(at: side.position(top.lower))" \
            x2="\(at: top.position(top.upper))" y2="\(at: side.position(top.upper))"/>

            """
        let places = bins.map { (top.position($0.predicted), side.position($0.observed)) }
        let line = places.map { "\(at: $0.0),\(at: $0.1) " as HTML }
        let dots = places.map { "<circle class=\"dot\" cx=\"\(at: $0.0)\" cy=\"\(at: $0.1)\" r=\"4\"/>\n" as HTML }
        let bars = bins.map { bin -> HTML in
            guard let lower = bin.lower, let upper = bin.upper else { return "" }
            let x = top.position(bin.predicted)
            return
                "<line class=\"line\" x1=\"\(at: x)\" x2=\"\(at: x)\" y1=\"\(at: side.position(lower))\" y2=\"\(at: side.position(upper))\"/>\n"
        }
        let rows = bins.indices.map { index -> [HTML] in
            let place = Pointer.calibration["bins"][index]
            let range = figures.figure([place["lowest"], place["highest"]]) {
                "\(NumberText.fixed($0[0], decimals: 3)) to \(NumberText.fixed($0[1], decimals: 3))"
            }
            let bounds: HTML =
                bins[index].lower == nil
                ? ""
                : " <span class=\"range\">[\(figures.percent(place["lower"])), \(figures.percent(place["upper"]))]</span>"
            return [
                range, figures.count(place["rows"]), figures.percent(place["predicted"]),
                "\(figures.percent(place["observed"]))\(bounds)",
            ]
        }
        let description: HTML =
            "Mean score and share of positive rows in bins of \(Sentences.judged(evidence)), with 95 % intervals; on the dashed diagonal they are equal."
        return chart(
            Sentences.calibration(bins), description, width: 380, height: height,
            """
            \(ticks)\(base)<polyline class="line" points="\(line)"/>
            \(bars)\(dots)<text class="axis" x="208" y="\(at: height - 4)" text-anchor="middle">predicted</text>\
            <text class="axis" x="46" y="4">seen</text>

            """,
            table(
                "Bins of \(Sentences.judged(evidence))", ["scores", "rows", "predicted", "seen"], numbersFrom: 1, rows))
    }

    /// A chart with a title that states the finding, a description, and its data as a table that folds out.
    private func chart(
        _ title: String, _ description: HTML, width: Double, height: Double, _ marks: HTML, _ data: HTML
    ) -> HTML {
        """
        <figure>
        <figcaption>\(title)</figcaption>
        <svg viewBox="0 -8 \(at: width) \(at: height + 8)" role="img">
        <title>\(title)</title>
        <desc>\(description)</desc>
        \(marks)</svg>
        <details>
        <summary>The data of the chart</summary>
        \(data)
        </details>
        </figure>
        """
    }
}

/// A straight scale from values to positions, with round ticks.
struct Axis {
    let lower: Double
    let upper: Double
    let ticks: [Double]
    private let from: Double
    private let to: Double
    private let decimals: Int

    /// A scale whose ends are ticks at or beyond the smallest and the largest finite value.
    init(over values: [Double], from: Double, to: Double) {
        // What is beyond any scale is left out: the table beside the chart has it.
        let finite = values.filter { $0.magnitude < 1e12 }
        var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        if !(high - low > 1e-9 * max(high.magnitude, low.magnitude)) { (low, high) = (low - 0.5, high + 0.5) }
        let step = Self.roundStep((high - low) / 4)
        // A value on a tick, up to rounding, needs no further tick beyond it.
        let first = (low / step + 1e-9).rounded(.down)
        let last = (high / step - 1e-9).rounded(.up)
        let count = max(1, min(12, Int(last - first)))
        ticks = (0...count).map { (first + Double($0)) * step }
        lower = first * step
        upper = (first + Double(count)) * step
        decimals = Self.decimals(of: step)
        self.from = from
        self.to = to
    }

    func position(_ value: Double) -> Double { from + (to - from) * (value - lower) / (upper - lower) }

    /// A tick's label: as many decimals as the step has.
    func text(_ tick: Double) -> String { NumberText.fixed(tick, decimals: decimals) }

    /// How many decimals a step of 1, 2 or 5 times a power of ten has.
    private static func decimals(of step: Double) -> Int {
        var (decimals, power) = (0, 1.0)
        while power > step * (1 + 1e-9), decimals < 9 { (decimals, power) = (decimals + 1, power / 10) }
        return decimals
    }

    /// 1, 2 or 5 times a power of ten, at least `rough`.
    private static func roundStep(_ rough: Double) -> Double {
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        for factor in [1.0, 2, 5, 10] where factor * power >= rough * (1 - 1e-12) { return factor * power }
        return 10 * power
    }
}
