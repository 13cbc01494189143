/// Something that was proposed of the data and that the brief does not do: a person may take it up.
package struct Proposal: Codable, Sendable, Equatable {
    /// What it is about: a key of the brief, a source, a column.
    package var subject: String
    /// What to write.
    package var proposal: String
    /// Why.
    package var reason: String

    package init(subject: String, proposal: String, reason: String) {
        self.subject = subject
        self.proposal = proposal
        self.reason = reason
    }
}

extension Proposal {
    /// The proposal that a finding makes; `nil` where its advice is none that can be written down.
    package init?(_ finding: Finding) {
        guard let advice = finding.advice else { return nil }
        switch finding.code {
        case .notReplayed:
            guard let source = finding.source else { return nil }
            subject = "data.sources.\(source)"
        case .numbersAsText, .momentsAsText:
            guard let column = finding.column else { return nil }
            subject = column
        case .personalData, .protectedAttribute:
            guard finding.severity != .note || finding.code == .protectedAttribute, let column = finding.column else {
                return nil
            }
            subject = column
        default: return nil
        }
        (proposal, reason) = (advice, finding.message)
    }
}
