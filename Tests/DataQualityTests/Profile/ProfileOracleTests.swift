import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import DataQuality

/// Statistics of a profile against those of pandas, NumPy and SciPy (`Tests/Oracles/profiles.py`).
struct ProfileOracleTests {
    private let oracle: JSONValue
    private let table: Table

    init() throws {
        oracle = try CanonicalJSON.decode(
            JSONValue.self,
            from: Data(
                contentsOf: Fixture.packageRoot.appendingPathComponent("Tests/DataQualityTests/Fixtures/profile.json")))
        guard case .object(let cells)? = oracle["table"], case .array(let days)? = cells["day"] else {
            throw Unreadable()
        }
        let others = Table(json: cells.filter { $0.key != "day" })
        let moments = days.map { day -> Int64? in day.number.map { Int64($0) * 86_400_000_000 } }
        let day: [(String, Column)] = [("day", .timestamp(Values(moments, filler: 0), .timestamp))]
        table = Table(zip(others.names, others.columns).map { ($0, $1) } + day)
    }

    private struct Unreadable: Error {}

    private func profile(label: String? = nil) async throws -> ProfileDocument {
        try await SuiteBench(table).profile(label: label, time: "day")
    }

    @Test func quantilesMomentsHistogramsAndOutliersAreNumPys() async throws {
        let document = try await profile()
        var compared = 0
        for column in document.columns {
            guard let number = column.number, let expected = oracle["numbers"]?[column.name] else { continue }
            compared += 1
            let name = Comment(rawValue: column.name)
            #expect(number.minimum == expected["minimum"]?.number, name)
            #expect(number.maximum == expected["maximum"]?.number, name)
            #expect(number.mean.isNear(expected["mean"]?.number, within: 1e-15), name)
            #expect(number.deviation?.isNear(expected["deviation"]?.number, within: 1e-12) == true, name)
            #expect(
                zip(number.quantiles.values, expected["quantiles"]?.elements.map(\.number) ?? []).allSatisfy {
                    $0.isNear($1)
                }, name)
            #expect(number.outliers.below == expected["below"]?.number.map { Int($0) }, name)
            #expect(number.outliers.above == expected["above"]?.number.map { Int($0) }, name)
            #expect(
                number.histogram.counts == expected["histogram"]?.elements.compactMap(\.number).map { Int($0) }, name)
            #expect(column.distinct?.count == expected["distinct"]?.number.map { Int($0) }, name)
            #expect(column.distinct?.isExact == true && number.quantiles.isSampled == false, name)
        }
        #expect(compared == 8)
    }

    @Test func correlationsArePandasAndCramersVIsSciPys() async throws {
        let found = try await profile().correlations
        guard case .array(let pairs)? = oracle["pairs"], case .array(let categories)? = oracle["categories"] else {
            throw Unreadable()
        }
        for pair in pairs where pair["first"] != "day" && pair["second"] != "day" {
            let names: Set = [pair["first"]?.text ?? "", pair["second"]?.text ?? ""]
            let own = try #require(found.numbers.first { Set([$0.first, $0.second]) == names })
            #expect(own.rows == pair["rows"]?.number.map { Int($0) })
            #expect(own.pearson?.isNear(pair["pearson"]?.number) == true, "\(names)")
            #expect(own.spearman?.isNear(pair["spearman"]?.number) == true, "\(names)")
        }
        #expect(found.numbers.count == 28)
        for pair in categories {
            let names: Set = [pair["first"]?.text ?? "", pair["second"]?.text ?? ""]
            let own = try #require(found.categories.first { Set([$0.first, $0.second]) == names })
            #expect(own.rows == pair["rows"]?.number.map { Int($0) })
            #expect(own.cramersV?.isNear(pair["cramers_v"]?.number) == true, "\(names)")
        }
    }

    @Test(arguments: ["late", "amount"])
    func whatGoesWithALabelIsSciPys(_ label: String) async throws {
        let found = try #require(try await profile(label: label).label)
        #expect(found.measure == (label == "late" ? .cramersV : .correlationRatio))
        guard case .object(let expected)? = oracle[label] else { throw Unreadable() }
        for (name, strength) in expected {
            let own = try #require(found.associations.first { $0.column == name }, "\(name)")
            #expect(own.strength.isNear(strength.number, within: 1e-9), "\(name)")
        }
        #expect(found.associations.map(\.strength) == found.associations.map(\.strength).sorted(by: >))
    }

    @Test func theStabilityIndexIsThatOfTheDefinition() async throws {
        let found = try #require(try await profile().time)
        guard case .object(let expected)? = oracle["stability"] else { throw Unreadable() }
        #expect(found.drift.count == expected.count)
        for drift in found.drift {
            #expect(drift.psi.isNear(expected[drift.column]?.number, within: 1e-9), "\(drift.column)")
        }
        #expect(found.drift.first?.column == "moves")
    }
}

extension Double {
    /// Whether it is another number up to a share of its size.
    func isNear(_ other: Double?, within tolerance: Double = 1e-12) -> Bool {
        guard let other else { return false }
        return abs(self - other) <= tolerance * max(1, abs(other))
    }
}
