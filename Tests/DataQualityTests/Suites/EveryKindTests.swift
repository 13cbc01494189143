import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

@testable import DataQuality

/// Every kind of expectation is judged with a condition on rows, over a table and over a query, and over no rows.
struct EveryKindTests {
    private static let rows = 40

    private func table() -> Table {
        func numbers(_ value: (Int64) -> Int64) -> Column {
            .integer(Values((0..<Self.rows).map { value(Int64($0)) }, filler: 0))
        }
        return Table([
            ("n", numbers { $0 }), ("m", numbers { $0 + 1 }), ("part", numbers { $0 % 2 }),
            ("x", .double(Values((0..<Self.rows).map { $0 % 9 == 0 ? nil : Double($0) / 4 }, filler: 0))),
            ("t", .text(TextValues((0..<Self.rows).map { $0 % 7 == 0 ? nil : "t\($0 % 3)" }))),
        ])
    }

    /// Arguments of each kind, as sound as the kind asks for.
    static func arguments(_ type: ExpectationType) -> [String: JSONValue] {
        var arguments: [String: JSONValue] = [:]
        for parameter in type.parameters {
            switch (parameter.name, parameter.kind) {
            case ("column", _), ("column_A", _): arguments[parameter.name] = .string(column(type))
            case ("column_B", _): arguments[parameter.name] = "m"
            case (_, .columns): arguments[parameter.name] = ["n", "m"]
            case ("min_value", _): arguments[parameter.name] = 0
            case ("value", _): arguments[parameter.name] = 2
            case ("value_set", _): arguments[parameter.name] = [1, 2, 3]
            case ("value_pairs_set", _): arguments[parameter.name] = [[1, 2], [3, 4]]
            case ("type_", _): arguments[parameter.name] = "BIGINT"
            case ("type_list", _): arguments[parameter.name] = ["BIGINT"]
            case ("strftime_format", _): arguments[parameter.name] = "%Y"
            case ("other_table_name", _): arguments[parameter.name] = "more"
            case ("sum_total", _), ("threshold", _): arguments[parameter.name] = 1
            case ("p", _): arguments[parameter.name] = 0.05
            case ("distribution", _): arguments[parameter.name] = "uniform"
            case ("quantile_ranges", _):
                arguments[parameter.name] = ["quantiles": [0.5], "value_ranges": [[0, 10]]]
            case ("partition_object", _): arguments[parameter.name] = ["values": [1, 3], "weights": [0.5, 0.5]]
            case ("unexpected_rows_query", _): arguments[parameter.name] = "SELECT * FROM {batch} WHERE n > 30"
            case (_, .texts): arguments[parameter.name] = ["1", "t"]
            case (_, .text) where parameter.isRequired: arguments[parameter.name] = "1"
            default: break
            }
        }
        return arguments
    }

    private static func column(_ type: ExpectationType) -> String { type == .meanBetween ? "x" : "n" }

    @Test(arguments: ExpectationType.allCases) func aConditionOnRowsIsLikeATableOfThem(
        _ type: ExpectationType
    ) async throws {
        let others = ["more": Table([("n", .integer(Values([0, 1, 2, 3], filler: 0)))])]
        let bench = try SuiteBench(table(), others: others)
        let condition = RowCondition.comparison(column: "part", .equal, 1)
        let conditional = Expectation(type, Self.arguments(type), rowCondition: condition)
        let odd = (0..<Self.rows).filter { $0 % 2 == 1 }
        let alone = try SuiteBench(
            Table(zip(table().names, table().columns).map { ($0, $1.selecting(odd)) }, rowCount: odd.count),
            others: others)
        let own = try await bench.document([conditional]).results[0]
        let expected = try await alone.document([Expectation(type, Self.arguments(type))]).results[0]
        #expect(own.exceptionInfo == nil)
        #expect(own.success == expected.success)
        var (found, wanted) = (own.result, expected.result)
        // Rows keep their numbers where others are left out.
        if type == .unexpectedRows {
            found.partialUnexpectedIndexList = nil
            wanted.partialUnexpectedIndexList = nil
        }
        #expect(found == wanted)
        // The rows may be those of a query that has a name already.
        let named = CheckedRelation(
            rows: "(SELECT * FROM \(bench.relation.rows)) AS dataset", isStored: false, columns: bench.relation.columns,
            others: bench.relation.others)
        #expect(try await bench.document([conditional], against: named).results[0] == own)
    }

    @Test(arguments: ExpectationType.allCases) func noRowsGiveAResultThatHasAJSONForm(
        _ type: ExpectationType
    ) async throws {
        let bench = try SuiteBench(
            table(), others: ["more": Table([("n", .integer(Values([0, 1], filler: 0)))])])
        let condition = RowCondition.comparison(column: "part", .equal, 7)
        let document = try await bench.document([Expectation(type, Self.arguments(type), rowCondition: condition)])
        _ = try CanonicalJSON.encode(document)
        #expect(document.results[0].exceptionInfo == nil)
    }
}
