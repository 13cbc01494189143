package import Columns
package import Scoring

/// Rows that are built to find out where two engines part: at every threshold of a tree and the doubles beside it, at
/// the ends of days, months and years, with missing, unseen and extreme values.
package enum ProbeRows {
    /// Rows that ask a model every question that it has.
    ///
    /// Every value that is worth a try stands in at least one row, beside changing values of the other columns.
    package static func table(for document: ModelDocument) -> Table {
        var values: [String: ProbeValues] = [:]
        for feature in document.plan.features {
            values[feature.source, default: ProbeValues(feature.kind)].add(feature, of: document)
            // What time is counted from are moments of the same kind.
            if let origin = feature.origin, values[origin] == nil {
                values[origin] = ProbeValues(feature.kind)
                values[origin]?.addMoments(feature.kind)
            }
        }
        let rows = max(values.values.map(\.count).max() ?? 0, 1)
        // Behind them, moments that lie a threshold's seconds from the one moment that time is then counted from.
        let spans = values.values.map(\.spans.count).max() ?? 0
        let origins = Set(document.plan.features.compactMap(\.origin))
        return Table(
            document.sourceColumns.enumerated().compactMap { index, name in
                values[name].map {
                    (name, $0.column(rows: rows, spans: spans, isOrigin: origins.contains(name), shift: index * 31))
                }
            }, rowCount: rows + spans)
    }
}

/// The values of one column that are worth a try.
struct ProbeValues {
    private let kind: FeatureKind
    private var numbers: [Double?] = []
    private var moments: [Int64?] = []
    private var texts: [String?] = []
    /// Moments as far from ``origin`` as thresholds are long.
    private(set) var spans: [Int64] = []
    /// 2024-01-01.
    private static let origin: Int64 = 19_723 * 86_400_000_000

    init(_ kind: FeatureKind) { self.kind = kind }

    var count: Int {
        switch kind {
        case .number: numbers.count
        case .category: texts.count
        case .boolean: 3
        case .date, .timestamp, .instant: moments.count
        }
    }

    mutating func add(_ feature: Feature, of document: ModelDocument) {
        switch feature.treatment {
        case .number(let number): addNumbers(number, document.thresholds(of: feature))
        case .category(let category): texts += category.levels + ["", "no text of the training rows", nil]
        case .boolean: break
        case .calendar(let calendar):
            addMoments(feature.kind)
            if calendar.elapsed != nil { addSpans(document.thresholds(of: feature), feature.kind) }
        }
    }

    private mutating func addNumbers(_ number: NumberTreatment, _ thresholds: [Double]) {
        let zero = TreeMatrix.zeroBound
        numbers += [
            nil, .nan, .infinity, -.infinity, 0, -0.0, zero, -zero, zero.nextUp, -zero.nextUp, 1, -1,
            .leastNonzeroMagnitude,
            .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e99, -1e101, number.median, number.mean,
            number.mean + number.scale, number.mean - 3 * number.scale, 123_456_789.25,
        ]
        numbers += thresholds.flatMap { [$0, $0.nextUp, $0.nextDown] }
    }

    /// Moments on both sides of the ends of hours, days, months and years, before 1970 too.
    mutating func addMoments(_ kind: FeatureKind) {
        let day: Int64 = 86_400_000_000
        // 1900 and 2100 have no leap day, 2000 and 2024 have one.
        let days: [Int64] = [
            -25_509, -25_508, -1, 0, 1, 10_956, 11_016, 11_017, 19_782, 19_783, 20_088, 47_540, 47_541,
        ]
        let ends = days.flatMap { [$0 * day - 1, $0 * day, $0 * day + 1] }
        let hours = (0..<48).map { 20_000 * day + $0 * 3_600_000_000 - ($0.isMultiple(of: 2) ? 1 : 0) }
        let year = (0..<366).map { (19_000 + 3 * $0) * day + $0 * 237_123_457 }
        moments += [nil] + (ends + hours + year).map { kind == .date ? $0 - (($0 % day) + day) % day : $0 }
    }

    private mutating func addSpans(_ seconds: [Double], _ kind: FeatureKind) {
        let day: Int64 = 86_400_000_000
        for span in seconds {
            guard let microseconds = Int64(exactly: (span * 1e6).rounded()), microseconds.magnitude < 1 << 60 else {
                continue
            }
            for shift: Int64 in [-1, 0, 1] {
                let moment = Self.origin + microseconds + shift
                spans.append(kind == .date ? moment - ((moment % day) + day) % day : moment)
            }
        }
    }

    /// The values one after the other in a scattered order that comes to each of them, from the beginning again until
    /// there are `rows`; then `spans` rows more.
    func column(rows: Int, spans count: Int, isOrigin: Bool, shift: Int) -> Column {
        let values = max(self.count, 1)
        let step = [7_919, 7_907, 7_901].first { !values.isMultiple(of: $0) } ?? 1
        let places = (0..<rows + count).map { ($0 * step + shift) % values }
        switch kind {
        case .number: return .double(Values(places.map { numbers[$0] }, filler: 0))
        case .category: return .text(TextValues(places.map { texts[$0] }))
        case .boolean: return .boolean(Values(places.map { [nil, false, true][$0] }, filler: false))
        case .date, .timestamp, .instant:
            var moments = places.map { self.moments[$0] }
            for row in 0..<count where isOrigin || !spans.isEmpty {
                moments[rows + row] = isOrigin ? Self.origin : spans[row % spans.count]
            }
            return .timestamp(Values(moments, filler: 0), kind.timestampKind)
        }
    }
}

extension ModelDocument {
    /// The numbers of a feature at which trees ask, or at which the terms of a linear model bend, each once.
    fileprivate func thresholds(of feature: Feature) -> [Double] {
        if case .linear(let linear) = model { return corners(of: feature, linear.terms) }
        guard case .trees(let trees) = model else { return [] }
        var columns: Set<Int32> = []
        var next: Int32 = 0
        for other in plan.features {
            let width = Int32(FeaturePlan(features: [other]).treeColumns.count)
            if other.name == feature.name { columns = Set(next..<next + width) }
            next += width
        }
        let asked = trees.trees.nodes.filter { columns.contains($0.feature) && !$0.decision.contains(.category) }
        return Set(asked.map(\.threshold)).sorted()
    }

    /// The numbers that stand at knots, and at the ends of ranges.
    private func corners(of feature: Feature, _ terms: LinearTerms) -> [Double] {
        let number: NumberTreatment? =
            switch feature.treatment {
            case .number(let number): number
            case .calendar(let calendar): calendar.elapsed?.number
            case .boolean, .category: nil
            }
        guard let number else { return [] }
        let own = plan.linearColumns.indices.filter {
            plan.linearColumns[$0].isNumber && plan.features[plan.linearColumns[$0].feature].name == feature.name
        }
        let knots = terms.splines.filter { own.contains($0.column) }.flatMap(\.knots)
        let ends = terms.interactions.flatMap(\.factors).filter { own.contains($0.column) }
            .compactMap(\.range).flatMap { [$0.lowerBound, $0.upperBound] }
        return Set((knots + ends).map { number.mean + $0 * number.scale }).sorted()
    }
}
