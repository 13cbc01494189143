import Evidence

/// Numbers of the report: each is read from a file of the run at the moment of writing, and says from which.
///
/// A number that is derived from several names all of them. What the file does not hold is written as a dash.
struct Figures {
    let files: EvidenceFiles

    /// A count with thousands separators.
    func count(_ pointer: Pointer) -> HTML {
        figure([pointer]) { NumberText.count(Int($0[0])) }
    }

    /// A count with its noun.
    func counted(_ pointer: Pointer, _ singular: String, _ plural: String? = nil) -> HTML {
        figure([pointer]) { NumberText.counted(Int($0[0]), singular, plural) }
    }

    /// A number to the digits of a metric.
    func metric(_ pointer: Pointer) -> HTML {
        figure([pointer]) { NumberText.metric($0[0]) }
    }

    /// A metric's value at `…/value` with its interval where there is one; a dash with the reason where undefined.
    func metricValue(_ pointer: Pointer) -> HTML {
        if case .string(let reason)? = files[pointer["reason"]] {
            return "<span class=\"none\" tabindex=\"0\" title=\"undefined: \(reason)\">–</span>"
        }
        let bounds = [pointer["lower"], pointer["upper"]]
        let value = metric(pointer["value"])
        guard bounds.allSatisfy({ files.number($0) != nil }) else { return value }
        return "\(value) <span class=\"range\">[\(metric(bounds[0])), \(metric(bounds[1]))]</span>"
    }

    /// A difference with its sign.
    func difference(_ pointer: Pointer) -> HTML {
        figure([pointer]) { NumberText.difference($0[0]) }
    }

    /// A setting, without zeros at its end.
    func setting(_ pointer: Pointer) -> HTML {
        figure([pointer]) { NumberText.setting($0[0]) }
    }

    /// A mean with its interval.
    func mean(_ place: Pointer, _ text: @escaping (Double) -> String = NumberText.metric) -> HTML {
        let value = figure([place["value"]]) { text($0[0]) }
        guard files.number(place["lower"]) != nil else { return value }
        let ends = [place["lower"], place["upper"]].map { end in figure([end]) { text($0[0]) } }
        return "\(value) <span class=\"range\">[\(ends[0]), \(ends[1])]</span>"
    }

    /// One count as a percentage of another.
    func percent(_ part: Pointer, of whole: Pointer) -> HTML {
        figure([part, whole]) { $0[1] == 0 ? "–" : NumberText.percent($0[0] / $0[1]) }
    }

    /// A share as a percentage.
    func percent(_ share: Pointer) -> HTML {
        figure([share]) { NumberText.percent($0[0]) }
    }

    /// A text of the run's files, which may hold figures.
    func words(_ text: String, at pointers: Pointer...) -> HTML { sourced("\(text)", pointers, isLine: false) }

    /// A text made of what stands at some places.
    func words(_ text: String, from pointers: [Pointer]) -> HTML { sourced("\(text)", pointers, isLine: false) }

    /// A sentence of ours, in which backticks mark code.
    func sentence(_ text: String, at pointers: Pointer...) -> HTML {
        sourced("\(words: text)", pointers, isLine: false)
    }

    /// A moment, shortened for reading.
    func moment(_ text: String, at pointer: Pointer) -> HTML { sourced("\(Sentences.moment(text))", [pointer]) }

    /// Words that count the elements of some lists.
    func counting(_ pointers: Pointer..., words: String) -> HTML { sourced("\(words)", pointers) }

    /// Text made from the numbers at some places, tied to them.
    func figure(_ pointers: [Pointer], _ text: ([Double]) -> String) -> HTML {
        guard let words = self.text(pointers, text) else { return "<span class=\"none\">–</span>" }
        return sourced("\(words)", pointers)
    }

    /// Words tied to their places; only what fits on a line is kept on one.
    private func sourced(_ words: HTML, _ pointers: [Pointer], isLine: Bool = true) -> HTML {
        let places = files.places(pointers)
        let kind: HTML = isLine ? "n" : "n long"
        return "<span class=\"\(kind)\" tabindex=\"0\" data-source=\"\(places)\" title=\"\(places)\">\(words)</span>"
    }

    /// Text made from the numbers at some places; `nil` where one of them is no number.
    func text(_ pointers: [Pointer], _ text: ([Double]) -> String) -> String? {
        let numbers = pointers.compactMap { files.number($0) }
        return numbers.count == pointers.count ? text(numbers) : nil
    }
}
