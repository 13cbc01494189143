/// What the documents must say and only people know; each has a key in the brief.
package enum RequiredField: String, Codable, Sendable, CaseIterable {
    case problem
    case purpose
    case userFacing = "user_facing"
    case owner
    case approvers

    /// Who fills it in.
    package var filledBy: String {
        switch self {
        case .problem, .purpose, .userFacing, .approvers: "owner"
        case .owner: "lead"
        }
    }

    /// The documents of a run that say it.
    package var documents: [String] {
        switch self {
        case .problem: ["data/dataset_note.md", "experiment_summary.md", "model_card.md"]
        case .purpose, .userFacing: ["model_card.md"]
        case .owner: ["model_card.md", "runbook.md"]
        case .approvers: ["runbook.md"]
        }
    }

    /// Whether a brief says it.
    package func isFilled(in brief: BriefSummary) -> Bool {
        switch self {
        case .problem: Self.isSaid(brief.problem)
        case .purpose: Self.isSaid(brief.purpose)
        case .userFacing: brief.userFacing != nil
        case .owner: Self.isSaid(brief.owner)
        case .approvers: brief.approvers.contains(where: Self.isSaid)
        }
    }

    private static func isSaid(_ text: String?) -> Bool { text?.contains { !$0.isWhitespace } ?? false }
}

/// How many of the required fields of the documents are filled, and who fills the others.
package struct Completeness: Codable, Sendable, Equatable {
    package var filled: Int
    package var required: Int
    /// Filled over required, from 0 to 1.
    package var score: Double
    package var missing: [Missing]

    /// A field that the brief leaves open.
    package struct Missing: Codable, Sendable, Equatable {
        package var field: RequiredField
        package var filledBy: String
        package var documents: [String]

        private enum CodingKeys: String, CodingKey {
            case field, documents
            case filledBy = "filled_by"
        }
    }

    /// Counts what a brief says.
    package init(of brief: BriefSummary) {
        let open = RequiredField.allCases.filter { !$0.isFilled(in: brief) }
        required = RequiredField.allCases.count
        filled = required - open.count
        score = Double(filled) / Double(required)
        missing = open.map { Missing(field: $0, filledBy: $0.filledBy, documents: $0.documents) }
    }

    /// `3 of 5 required fields filled; the owner adds purpose, the lead adds owner to the brief`.
    package var summary: String {
        let count = "\(filled) of \(required) required fields filled"
        if missing.isEmpty { return count }
        var people: [String] = []
        for field in missing where !people.contains(field.filledBy) { people.append(field.filledBy) }
        let open = people.map { person in
            let fields = missing.filter { $0.filledBy == person }.map(\.field.rawValue)
            return "the \(person) adds \(fields.joined(separator: ", "))"
        }
        return "\(count); \(open.joined(separator: "; ")) to the brief"
    }
}
