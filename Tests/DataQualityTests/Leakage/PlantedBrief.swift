import DataQuality
import Evidence

/// A small world with one leak planted in it, or its clean twin, in which the same column is made as it should be.
struct PlantedBrief: Sendable, CustomStringConvertible {
    /// The types of leakage after Kapoor and Narayanan (2023) that data and SQL can show.
    enum Kind: String, Sendable, CaseIterable {
        case normalisedOverAll = "L1.2 numbers centred on rows of the future"
        case targetEncoding = "L1.2 category replaced by its labels, later ones among them"
        case copies = "L1.4 copies of rows across parts"
        case nearCopies = "L1.4 near copies of rows across parts"
        case laterCell = "L2 cell that is filled after the outcome"
        case missingWithOutcome = "L2 column that is filled with the outcome"
        case threshold = "L2 number of which the label is a threshold"
        case sumOfTwo = "L2 two columns whose sum is the label"
        case laterMoment = "L2 moment after the prediction"
        case orderedNumber = "L2 number given in the order of the outcome"
        case futureJoin = "L3.1 join with rows of the future"
        case wholeAggregate = "L3.1 aggregate over past and future"
        case lead = "L3.1 window that looks ahead"
        case groups = "L3.2 the same things in training and test"
        case parts = "L3.3 test rows from elsewhere"

        /// What it is found as: whether rows are copies or only alike, and whether parts may differ, a person has to say.
        var severity: Severity { self == .nearCopies || self == .parts ? .warning : .error }
    }

    let kind: Kind
    let seed: Int
    let isPlanted: Bool

    var description: String { "\(kind.rawValue), seed \(seed), \(isPlanted ? "planted" : "clean")" }

    static let seeds = 1...4
    static func all(planted: Bool) -> [PlantedBrief] {
        Kind.allCases.flatMap { kind in seeds.map { PlantedBrief(kind: kind, seed: $0, isPlanted: planted) } }
    }

    /// The columns of which one should be named; empty where the finding is about the rows.
    var columns: Set<String> {
        switch kind {
        case .copies, .nearCopies: []
        case .sumOfTwo: ["first", "second"]
        case .groups: ["patient_id"]
        case .parts: ["clinic"]
        default: ["f"]
        }
    }

    var code: FindingCode {
        switch kind {
        case .normalisedOverAll, .targetEncoding, .laterCell, .futureJoin, .wholeAggregate, .lead: .futureLeak
        case .copies, .nearCopies: .duplicatesAcrossParts
        case .missingWithOutcome: .missingWithOutcome
        case .threshold, .sumOfTwo: .labelInColumn
        case .laterMoment: .timeAfterPrediction
        case .orderedNumber: .identifierOrdered
        case .groups: .groupsAcrossParts
        case .parts: .partsDiffer
        }
    }

    // MARK: Sources

    /// A number in [0, 1) that follows from the row, the seed and a tag.
    private func chance(_ tag: Int) -> String { "(hash(i, \(seed), \(tag)) % 100003 / 100003.0)" }

    /// Two thousand visits of a hundred customers, four hours apart; the outcome is known up to five days later.
    var visits: String {
        """
        SELECT i AS id, TIMESTAMP '2024-01-01' + to_hours(4 * i) AS at, 'p' || (hash(i, \(seed), 1) % 400) AS patient_id,
            'k' || (hash(i, \(seed), 2) % 100) AS customer, 'c' || (hash(i, \(seed), 3) % 8) AS category,
            'site ' || (hash(i, \(seed), 4) % 6) AS clinic, round(\(chance(5)) * 80, 6) AS x, round(\(chance(6)), 6) AS z,
            TIMESTAMP '2024-01-01' + to_hours(4 * i) + to_minutes(CAST(60 + \(chance(7)) * 7000 AS INTEGER)) AS resolved,
            \(chance(5)) + \(chance(8)) > 1.1 AS bad, round(\(chance(9)) * 100, 6) AS score,
            CAST(hash(i, \(seed), 10) % 300 AS INTEGER) AS casual, CAST(hash(i, \(seed), 11) % 900 AS INTEGER) AS registered
        FROM range(2000) AS t(i)
        """
    }

    /// What a customer spent, at some moments.
    var events: String {
        """
        SELECT 'k' || (hash(i, \(seed), 20) % 100) AS customer,
            TIMESTAMP '2023-12-01' + to_minutes(CAST(\(chance(21)) * 525600 AS INTEGER)) AS happened,
            CAST(hash(i, \(seed), 22) % 500 AS INTEGER) AS spent
        FROM range(8000) AS t(i)
        """
    }

    var rules: (visits: [AuditedSource.Rule], events: [AuditedSource.Rule]) {
        let cells = AuditedSource.Rule(columns: ["bad", "resolved", "score"], moment: .column("resolved"))
        let rows = AuditedSource.Rule(moment: .column("at"))
        let happened = AuditedSource.Rule(moment: .column("happened"))
        switch kind {
        // Of these sources the brief says nothing.
        case .missingWithOutcome, .threshold, .sumOfTwo, .laterMoment, .orderedNumber, .copies, .nearCopies, .groups,
            .parts:
            return ([], [])
        case .normalisedOverAll: return ([rows], [happened])
        default: return ([cells], [happened])
        }
    }

    // MARK: The dataset

    var label: String { "y" }

    /// One row per visit.
    var sql: String {
        let base = "SELECT v.id, v.at, v.x, v.z, v.category, v.clinic"
        func visits(_ feature: String, label: String = "v.bad", from: String = "visits AS v") -> String {
            "\(base), \(feature), \(label) AS y\nFROM \(from)"
        }
        let earlier = "visits AS w WHERE w.category = v.category AND w.resolved <= v.at"
        switch kind {
        case .normalisedOverAll:
            return visits(
                isPlanted
                    ? "v.z - avg(v.z) OVER () AS f"
                    : "v.z - avg(v.z) OVER (ORDER BY v.at ROWS UNBOUNDED PRECEDING) AS f")
        case .targetEncoding:
            return visits(
                isPlanted
                    ? "avg(CAST(v.bad AS INTEGER)) OVER (PARTITION BY v.category) AS f"
                    : "(SELECT avg(CAST(w.bad AS INTEGER)) FROM \(earlier)) AS f")
        case .laterCell:
            return visits(isPlanted ? "v.score AS f" : "CASE WHEN v.resolved <= v.at THEN v.score END AS f")
        case .futureJoin:
            let join = isPlanted ? "e.happened >= v.at" : "e.happened <= v.at"
            return visits(
                "e.spent AS f", from: "visits AS v ASOF LEFT JOIN events AS e ON e.customer = v.customer AND \(join)")
        case .wholeAggregate:
            let when = isPlanted ? "" : " AND e.happened <= v.at"
            return visits("(SELECT sum(e.spent) FROM events AS e WHERE e.customer = v.customer\(when)) AS f")
        case .lead:
            let look = isPlanted ? "lead" : "lag"
            let value = "CASE WHEN b.resolved <= b.at + to_days(9) THEN b.score END"
            return isPlanted
                ? visits("\(look)(v.score) OVER (PARTITION BY v.customer ORDER BY v.at) AS f")
                : visits(
                    "(SELECT max(\(value)) FROM visits AS b WHERE b.customer = v.customer AND b.resolved <= v.at) AS f")
        case .missingWithOutcome:
            // One visit in twelve has no outcome yet.
            let open = "hash(v.id, \(seed), 30) % 12 = 0"
            return visits(
                isPlanted ? "CASE WHEN \(open) THEN NULL ELSE v.z * 3 END AS f" : "v.z * 3 AS f",
                label: "CASE WHEN \(open) THEN NULL ELSE v.bad END")
        case .threshold:
            return visits("v.score AS f", label: isPlanted ? "v.score > 62" : "v.bad")
        case .sumOfTwo:
            return visits(
                "v.casual AS first, v.registered AS second",
                label: isPlanted ? "v.casual + v.registered" : "v.casual * 2 + CAST(v.x * 9 AS INTEGER)")
        case .laterMoment:
            return visits(isPlanted ? "v.resolved AS f" : "v.at - to_hours(CAST(v.x AS INTEGER)) AS f")
        case .orderedNumber:
            let order = isPlanted ? "v.bad, hash(v.id, \(seed))" : "hash(v.id, \(seed))"
            return visits("row_number() OVER (ORDER BY \(order)) AS f")
        case .copies, .nearCopies:
            let change = kind == .nearCopies ? " * 1.000001" : ""
            let copies = """
                SELECT v.id + 10000 AS id, v.at, v.x\(change) AS x, v.z, v.category, v.clinic, v.score AS f, v.bad AS y
                FROM visits AS v WHERE v.id % 8 = 0
                """
            return visits("v.score AS f") + (isPlanted ? "\nUNION ALL " + copies : "")
        case .groups:
            return visits("v.patient_id", label: "hash(v.patient_id, \(seed)) % 3 = 0")
        case .parts: return visits("v.score AS f")
        }
    }

    /// SQL for the number of a row's part: 0 fits, 1 chooses, 2 judges.
    var part: String {
        let byChance = "hash(id, \(seed), 40) % 100"
        switch kind {
        case .parts where isPlanted: return "CASE WHEN clinic = 'site 3' THEN 2 WHEN \(byChance) < 80 THEN 0 ELSE 1 END"
        // The clean twin keeps what belongs together in one part.
        case .groups where !isPlanted:
            return
                "CASE WHEN hash(patient_id, \(seed)) // 3 % 100 < 65 THEN 0 WHEN hash(patient_id, \(seed)) // 3 % 100 < 80 THEN 1 ELSE 2 END"
        case .copies, .nearCopies, .groups, .parts:
            return "CASE WHEN \(byChance) < 65 THEN 0 WHEN \(byChance) < 80 THEN 1 ELSE 2 END"
        default:
            return "CASE WHEN id < 1300 THEN 0 WHEN id < 1600 THEN 1 ELSE 2 END"
        }
    }

    var isByTime: Bool { ![.copies, .nearCopies, .groups, .parts].contains(kind) }
    var group: String? { kind == .groups && !isPlanted ? "patient_id" : nil }
}
