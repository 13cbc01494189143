import Evidence

/// A profile with one of everything, however many columns.
struct SampleProfile {
    var columns = 6
    var suffix = ""

    private func name(_ index: Int) -> String { "column \(index)\(suffix)" }

    private func column(_ index: Int) -> ProfiledColumn {
        var column = ProfiledColumn(name: name(index), kind: .number, type: "DOUBLE", nulls: index)
        column.distinct = .init(count: 90, isExact: index != 1)
        switch index % 3 {
        case 0:
            column.number = ProfiledColumn.Number(
                minimum: -2, maximum: 7.5, mean: 1.25, deviation: 2, zeros: 3, negatives: 4, nan: 1, infinite: 2,
                quantiles: .init(values: [-2, -1, 0, 1, 2, 5, 7], isSampled: index == 3),
                histogram: .init(lower: -2, upper: 7.5, counts: (0..<24).map { $0 * 3 % 11 }),
                outliers: .init(lowerFence: -3, upperFence: 5, below: 0, above: 5))
        case 1:
            column.kind = .text
            column.top = [.init(value: "often\(suffix)", count: 60), .init(value: "seldom\(suffix)", count: 40)]
            column.text = .init(shortest: 3, longest: 9, blank: 1)
        default:
            column.kind = .moment
            column.moment = .init(
                first: "2024-01-01", last: "2024-12-31", histogram: .init(lower: 0, upper: 9, counts: [1, 0, 2]))
        }
        return column
    }

    var document: ProfileDocument {
        let pairs = (1..<max(2, min(columns, 40))).map {
            ProfiledCorrelations.NumberPair(
                first: name(0), second: name($0), rows: 99, pearson: 1 / Double($0), spearman: -0.5)
        }
        return ProfileDocument(
            source: .init(name: "rows", path: "rows\(suffix).csv", rows: 100, columns: columns),
            basis: .init(
                sampleRows: 100, isWhole: true, sample: "all rows", correlatedNumbers: 2, correlatedCategories: 1,
                notRead: [name(5)]),
            columns: (0..<columns).map(column),
            correlations: .init(
                numbers: pairs, categories: [.init(first: name(1), second: name(4), rows: 98, cramersV: 0.25)]),
            missingness: .init(completeRows: 80, patterns: [.init(columns: [name(1), name(2)], rows: 20)], more: 3),
            duplicates: .init(distinctRows: 95, repeatedRows: 5, mostFrequent: 2),
            time: .init(
                column: name(2), reason: "the only column of moments", unit: .month,
                periods: [.init(start: "2024-01-01", rows: 40), .init(start: "2024-03-01", rows: 60)], emptyPeriods: 1,
                drift: [.init(column: name(0), psi: 0.31, missingBefore: 0, missingAfter: 0.1)]),
            label: .init(
                column: name(1), rows: 99, measure: .cramersV,
                classes: [.init(value: "often\(suffix)", count: 60), .init(value: "seldom\(suffix)", count: 40)],
                associations: [.init(column: name(0), strength: 0.93), .init(column: name(3), strength: 0)]),
            warnings: (0..<columns).map {
                ProfileWarning(
                    .misleads, extent: 0.5,
                    Finding(.warning, .suspiciousColumn, "'\(name($0))' alone tells", advice: "see when\(suffix)"))
            })
    }
}
