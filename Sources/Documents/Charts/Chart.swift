/// A drawing with a title that states what it shows, words for those who cannot see it, and its data below.
struct Chart {
    /// The width of every drawing in its own units; on the page it is as wide as there is room.
    static let width = 380.0

    let title: TracedText
    let description: String
    let height: Double
    let marks: [HTML]
    /// The data, as a table.
    let table: HTML

    /// The figure with the table folded.
    func html(_ figures: Figures) -> HTML {
        """
        <figure>
        <figcaption>\(title.html(figures))</figcaption>
        <svg viewBox="0 0 \(at: Self.width) \(at: height)" role="img">
        <title>\(title.plain(figures))</title>
        <desc>\(description)</desc>
        \(marks)</svg>
        <details>
        <summary>The data of the chart</summary>
        \(table)
        </details>
        </figure>
        """
    }
}

/// Two scales with their grid, ticks and names.
struct Axes<X: ChartScale, Y: ChartScale> {
    let x: X
    let y: Y
    let height: Double

    /// Grid and labels; the name of the upright axis stands above it.
    func html(x xName: String, y yName: String) -> [HTML] {
        let bottom = height - AxesRoom.bottom
        let labels = x.ticks.labelled.map {
            Marks.text($0.label, at: ($0.position, bottom + 16), .middle, isQuiet: true)
        }
        let columns = x.ticks.map { Marks.grid(($0.position, AxesRoom.top), ($0.position, bottom)) } + labels
        let rows = y.ticks.flatMap { tick in
            [
                Marks.grid((AxesRoom.left, tick.position), (AxesRoom.right, tick.position)),
                Marks.text(tick.label, at: (AxesRoom.left - 7, tick.position + 4), .end, isQuiet: true),
            ]
        }
        return columns + rows + [
            Marks.text(xName, at: ((AxesRoom.left + AxesRoom.right) / 2, height - 4), .middle, isQuiet: true),
            Marks.text(yName, at: (0, 11), isQuiet: true),
        ]
    }

    /// Where a pair of values stands.
    func point(_ x: Double, _ y: Double) -> Marks.Point { (self.x.position(x), self.y.position(y)) }
}

extension Axes where X == LinearScale, Y == LinearScale {
    /// Straight scales over the values of each direction.
    init(x: [Double], y: [Double], height: Double, steps: Int = 5) {
        self.init(
            x: LinearScale(over: x, from: AxesRoom.left, to: AxesRoom.right, steps: steps),
            y: LinearScale(over: y, from: height - AxesRoom.bottom, to: AxesRoom.top, steps: steps), height: height)
    }
}

/// The room that axes leave for marks.
enum AxesRoom {
    static let left = 52.0
    static let right = 364.0
    static let top = 24.0
    static let bottom = 40.0
}

extension Figures {
    /// A figure inside a drawing: it names its places to a pointer and in its markup, as others do.
    func label(
        _ places: [Pointer], at point: Marks.Point, _ anchor: Marks.Anchor = .start, _ text: ([Double]) -> String
    ) -> HTML {
        guard let words = self.text(places, text) else { return Marks.text("–", at: point, anchor, isQuiet: true) }
        let source = files.places(places)
        return """
            <text x="\(at: point.x)" y="\(at: point.y)" text-anchor="\(anchor.name)" data-source="\(source)">\
            <title>\(source)</title>\(words)</text>

            """
    }
}
