/// A sentence with figures in it, each tied to its places in the files of the run.
///
/// `"\(name) costs \(at: place, NumberText.metric) a row"`; it is written with marked figures where a page can show
/// them, and plainly inside an image's title.
struct TracedText: ExpressibleByStringInterpolation {
    fileprivate enum Piece {
        case words(String)
        case figure([Pointer], ([Double]) -> String)
        case text(String, Pointer)
    }

    private let pieces: [Piece]

    init(stringLiteral value: String) { pieces = [.words(value)] }

    init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { pieces.append(.words(literal)) }

        /// Text of any origin.
        mutating func appendInterpolation(_ value: String) { pieces.append(.words(value)) }

        /// A text of the files, such as a date.
        mutating func appendInterpolation(_ value: String, at place: Pointer) { pieces.append(.text(value, place)) }

        /// A figure.
        mutating func appendInterpolation(at place: Pointer, _ text: @escaping (Double) -> String) {
            pieces.append(.figure([place], { text($0[0]) }))
        }

        /// A figure made of several.
        mutating func appendInterpolation(from places: [Pointer], _ text: @escaping ([Double]) -> String) {
            pieces.append(.figure(places, text))
        }
    }

    /// With figures that say where they come from.
    func html(_ figures: Figures) -> HTML {
        HTML.joined(
            pieces.map { piece in
                switch piece {
                case .words(let words): "\(words)"
                case .figure(let places, let text): figures.figure(places, text)
                case .text(let text, let place): figures.words(text, at: place)
                }
            }, by: "")
    }

    /// The same words without marks.
    func plain(_ figures: Figures) -> String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .text(let text, _): text
            case .figure(let places, let text): figures.text(places, text) ?? "–"
            }
        }.joined()
    }
}
