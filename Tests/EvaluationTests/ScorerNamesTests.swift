import Evidence
import Foundation
import TestSupport
import Testing

/// Every scorer of scikit-learn is a metric here, or is left out for a reason that decision 33 gives.
@Suite struct ScorerNamesTests {
    private struct Oracle: Decodable { let scorers: [String] }

    /// They compare two ways to part rows into groups, and no task here has such.
    private static let ofClusterings: Set = [
        "adjusted_mutual_info_score", "adjusted_rand_score", "completeness_score", "fowlkes_mallows_score",
        "homogeneity_score", "mutual_info_score", "normalized_mutual_info_score", "rand_score", "v_measure_score",
    ]
    /// They average over the rows of labels that several classes may be true of at once, and a label here is one class.
    private static let ofSeveralLabels: Set = ["f1_samples", "jaccard_samples", "precision_samples", "recall_samples"]

    @Test func `all scorers are metrics, but for those of clusterings and of several labels`() throws {
        let oracle = try JSONDecoder().decode(Oracle.self, from: Fixture.data("scorers.json"))
        #expect(oracle.scorers.count > 50)
        let missing = oracle.scorers.filter { name in
            MetricName(rawValue: name.hasPrefix("neg_") ? String(name.dropFirst(4)) : name) == nil
        }
        #expect(Set(missing) == Self.ofClusterings.union(Self.ofSeveralLabels))
    }

    @Test func `a scorer's sign says which way is better`() throws {
        let oracle = try JSONDecoder().decode(Oracle.self, from: Fixture.data("scorers.json"))
        for name in oracle.scorers {
            let isNegative = name.hasPrefix("neg_")
            guard let metric = MetricName(rawValue: isNegative ? String(name.dropFirst(4)) : name) else { continue }
            #expect(metric.greaterIsBetter != isNegative, "\(name)")
        }
    }

    @Test func `every metric belongs to a task`() {
        let known = Set(LearningTask.allCases.flatMap { MetricName.all(for: $0) })
        #expect(known == Set(MetricName.allCases))
    }
}
