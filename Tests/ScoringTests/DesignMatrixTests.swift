import Columns
import Evidence
import Scoring
import TestSupport
import Testing

@Suite struct DesignMatrixTests {
    @Test("columns are named by feature and part")
    func names() {
        #expect(
            Example.plan.columnNames == [
                "temp", "temp is missing", "late", "at.hour sin", "at.hour cos", "at.hour sin 2", "at.hour cos 2",
                "at is missing", "at since since", "carrier=AA", "carrier=UA", "carrier=<other>", "carrier=<missing>",
            ])
    }

    @Test("numbers are standardised; what is missing or infinite is the median with the indicator set")
    func numbers() throws {
        let rows = try denseRows()
        #expect(rows.map { Array($0[0...1]) } == [[(1.5 - 1) / 0.1, 0], [10, 1], [10, 1]])
    }

    @Test("a missing boolean is the training part's more frequent value")
    func booleans() throws {
        #expect(try denseRows().map { $0[2] } == [0, 1, 1])
    }

    @Test("a moment is a point on a circle; a missing one is its centre with the indicator set")
    func moments() throws {
        let rows = try denseRows()
        #expect(Array(rows[0][3...7]) == [1, 0, 0, -1, 0])
        #expect(Array(rows[2][3...7]) == [0, 0, 0, 0, 1])
    }

    @Test("time since is counted in seconds, and is the median where a moment is missing")
    func elapsed() throws {
        #expect(try denseRows().map { $0[8] } == [1, -1e-6 / 10, 0.5])
    }

    @Test("texts have their slot, unseen texts that of other, missing ones that of missing")
    func categories() throws {
        #expect(try Example.plan.designMatrix(of: Example.table).levels == [1, 2, 3])
    }

    @Test("a value far from training stays finite")
    func clipped() throws {
        let plan = FeaturePlan(features: [
            Feature(
                name: "x", source: "x", kind: .number,
                treatment: .number(NumberTreatment(median: 0, mean: -1e308, scale: 1e-300, missingIndicator: false)))
        ])
        let table = Table([("x", .double(Values([1.7e308, -1.7e308], filler: 0)))])
        #expect(try plan.designMatrix(of: table).dense == [NumberTreatment.bound, -NumberTreatment.bound])
    }

    @Test("every column that is missing or has another type is named at once")
    func inputErrors() throws {
        let table = Table([
            ("temp", .text(TextValues(["warm"]))), ("late", .integer(Values([1], filler: 0))),
            ("at", .timestamp(Values([0], filler: 0), .instant)),
        ])
        let error = #expect(throws: ScoringError.self) { try Example.plan.designMatrix(of: table) }
        #expect(
            error?.findings.map(\.code) == [
                .featureInputRetyped, .featureInputMissing, .featureInputRetyped, .featureInputRetyped,
                .featureInputMissing,
            ])
        #expect(error?.findings.map(\.column) == ["temp", "carrier", "late", "at", "since"])
        #expect(error?.exitStatus == .inputWrong)
    }

    @Test("integers stand for doubles and dates for timestamps")
    func widening() throws {
        let table = Table([
            ("temp", .integer(Values([2], filler: 0))), ("carrier", .text(TextValues(["AA"]))),
            ("late", .boolean(Values([true], filler: false))), ("at", .timestamp(Values([0], filler: 0), .date)),
            ("since", .timestamp(Values([0], filler: 0), .date)),
        ])
        #expect(try Example.plan.designMatrix(of: table).dense[0] == 10)
    }

    @Test("a column without any value may have any type")
    func emptyColumn() throws {
        let table = Table(
            zip(Example.table.names, Example.table.columns).map {
                ($0, $0 == "carrier" ? .integer(Values([nil, nil, nil], filler: 0)) : $1)
            })
        #expect(try Example.plan.designMatrix(of: table).levels == [3, 3, 3])
    }

    @Test("a plan of very many columns is applied in little memory")
    func wide() throws {
        var document = Example.document(.regression)
        let cycle = CalendarTreatment.Cycle(part: .minuteOfDay, harmonics: CalendarPart.minuteOfDay.maximumHarmonics)
        document.plan = FeaturePlan(
            features: (0..<500).map {
                Feature(
                    name: "at \($0)", source: "at", kind: .timestamp,
                    treatment: .calendar(.init(parts: [cycle], missingIndicator: false, elapsed: nil)))
            })
        let width = document.plan.width
        document.model = .linear(
            LinearModel(link: .identity, weights: [Array(repeating: 0, count: width)], intercepts: [2]))
        #expect(try document.predict(Example.table).values == [2, 2, 2])
    }

    @Test("rows are the same bits at any number of threads, in any selection", arguments: [1, 2, 5])
    func threads(count: Int) throws {
        let table = Table(
            zip(Example.table.names, Example.table.columns).map { name, column in
                var generator = SeededGenerator(seed: 3)
                return (name, SeededTables.column(column.type, rows: 5_000, using: &generator))
            })
        let whole = try Example.plan.designMatrix(of: table)
        let rows = Array(stride(from: 4_999, to: -1, by: -1))
        let part = try Example.plan.designMatrix(of: table, rows: rows, threads: count)
        let width = whole.denseWidth
        #expect(part.dense == rows.flatMap { whole.dense[$0 * width..<($0 + 1) * width] })
        #expect(part.levels == rows.map { whole.levels[$0] })
    }

    private func denseRows() throws -> [[Double]] {
        let matrix = try Example.plan.designMatrix(of: Example.table)
        return (0..<matrix.rowCount).map {
            Array(matrix.dense[$0 * matrix.denseWidth..<($0 + 1) * matrix.denseWidth])
        }
    }
}
