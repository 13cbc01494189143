/// What stands in a chart, as SVG whose look is the page's style; hues follow the scheme of the reader.
enum Marks {
    /// The colours of a chart; a shape or a dash repeats what the hue says.
    enum Hue {
        case one
        case two
        case quiet

        var name: HTML {
            switch self {
            case .one: "one"
            case .two: "two"
            case .quiet: "quiet"
            }
        }
    }

    /// Where text stands beside its point.
    enum Anchor {
        case start
        case middle
        case end

        var name: HTML {
            switch self {
            case .start: "start"
            case .middle: "middle"
            case .end: "end"
            }
        }
    }

    typealias Point = (x: Double, y: Double)

    /// A line through points; that of the second hue is dashed.
    static func line(_ points: [Point], _ hue: Hue = .one) -> HTML {
        "<polyline class=\"line \(hue.name)\" points=\"\(path(points))\"/>\n"
    }

    /// The area between two lines over the same places.
    static func band(lower: [Point], upper: [Point], _ hue: Hue = .one) -> HTML {
        "<polygon class=\"band \(hue.name)\" points=\"\(path(upper + lower.reversed()))\"/>\n"
    }

    /// An interval from left to right, with short ends.
    static func whisker(from left: Double, to right: Double, y: Double, _ hue: Hue = .one) -> HTML {
        """
        <path class="whisker \(hue.name)" d="M\(at: left) \(at: y)H\(at: right)M\(at: left) \(at: y - 3)v6\
        M\(at: right) \(at: y - 3)v6"/>

        """
    }

    /// An interval from bottom to top, with short ends.
    static func whisker(x: Double, from bottom: Double, to top: Double, _ hue: Hue = .one) -> HTML {
        """
        <path class="whisker \(hue.name)" d="M\(at: x) \(at: bottom)V\(at: top)M\(at: x - 3) \(at: bottom)h6\
        M\(at: x - 3) \(at: top)h6"/>

        """
    }

    /// A bar between two corners; that of the second hue is hollow.
    static func bar(from first: Point, to second: Point, _ hue: Hue = .one) -> HTML {
        let (left, top) = (min(first.x, second.x), min(first.y, second.y))
        let (width, height) = (abs(first.x - second.x), abs(first.y - second.y))
        return """
            <rect class="bar \(hue.name)" x="\(at: left)" y="\(at: top)" width="\(at: width)" height="\(at: height)"/>

            """
    }

    /// A cell of a heat map; `share` in 0...1 is how strongly it is filled.
    static func cell(from corner: Point, width: Double, height: Double, share: Double) -> HTML {
        """
        <rect class="cell" x="\(at: corner.x)" y="\(at: corner.y)" width="\(at: width)" height="\(at: height)" \
        fill-opacity="\(at: 0.5 * min(1, max(0, share)))"/>

        """
    }

    /// A dot; hollow dots stand back.
    static func dot(_ point: Point, isHollow: Bool = false) -> HTML {
        isHollow
            ? "<circle class=\"other\" cx=\"\(at: point.x)\" cy=\"\(at: point.y)\" r=\"4\"/>\n"
            : "<circle class=\"dot\" cx=\"\(at: point.x)\" cy=\"\(at: point.y)\" r=\"5\"/>\n"
    }

    /// Dots of the same kind.
    static func scatter(_ points: [Point]) -> [HTML] { points.map { dot($0) } }

    /// A dashed line to compare with.
    static func rule(_ first: Point, _ second: Point) -> HTML {
        """
        <line class="base" x1="\(at: first.x)" y1="\(at: first.y)" x2="\(at: second.x)" y2="\(at: second.y)"/>

        """
    }

    /// A line of the grid.
    static func grid(_ first: Point, _ second: Point) -> HTML {
        """
        <line class="grid" x1="\(at: first.x)" y1="\(at: first.y)" x2="\(at: second.x)" y2="\(at: second.y)"/>

        """
    }

    /// Words in the ink of the page, or quiet ones as on axes.
    static func text(_ words: String, at point: Point, _ anchor: Anchor = .start, isQuiet: Bool = false) -> HTML {
        let kind: HTML = isQuiet ? " class=\"axis\"" : ""
        return """
            <text\(kind) x="\(at: point.x)" y="\(at: point.y)" text-anchor="\(anchor.name)">\(words)</text>

            """
    }

    private static func path(_ points: [Point]) -> HTML {
        HTML.joined(points.map { "\(at: $0.x),\(at: $0.y)" }, by: " ")
    }
}

/// Words cut to the room that they have.
enum LabelText {
    /// About how wide a text of 12 px sans serif is.
    static func width(_ text: String) -> Double { text.reduce(0) { $0 + ($1.isASCII ? 6.8 : 12.5) } }

    /// The text as it will be seen, or its beginning with an ellipsis; widths are those of 12 px sans serif, roughly.
    static func fit(_ text: String, width: Double) -> String {
        let seen = VisibleText.of(text)
        var (used, end) = (0.0, seen.startIndex)
        for index in seen.indices {
            used += seen[index].isASCII ? 6.8 : 12.5
            if used > width { return String(seen[..<end]) + "…" }
            // What is kept leaves room for the ellipsis.
            if used <= width - 12 { end = seen.index(after: index) }
        }
        return seen
    }
}
