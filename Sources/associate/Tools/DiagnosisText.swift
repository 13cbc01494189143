import Evidence
import Pipeline
import Terminal

/// What `associate doctor` prints: a line a part, its cure below it.
struct DiagnosisText {
    private let diagnosis: Diagnosis

    init(_ diagnosis: Diagnosis) { self.diagnosis = diagnosis }

    func lines(_ style: Style) -> [String] {
        var lines = ["associate \(diagnosis.version) · \(diagnosis.system)"]
        for check in diagnosis.checks {
            lines += style.fitted(
                StepLine(check.state.step, check.name, check.detail).text(unlimited(style)), indent: 19)
            if let cure = check.cure { lines += style.fitted("      " + DisplayText.escaped(cure), indent: 6) }
        }
        guard diagnosis.isReady else {
            let names = diagnosis.missing.map(\.name).joined(separator: ", ")
            return lines + [""] + style.fitted("  Not ready: \(names)", indent: 4)
        }
        let next = "  Next    associate run brief.yaml, or associate run table.csv --label COLUMN"
        return lines + ["", "  Ready"] + style.fitted(next, indent: 10)
    }

    /// The style for lines that wrap instead of being cut.
    private func unlimited(_ style: Style) -> Style {
        Style(colour: style.colour, redraws: false, width: style.width)
    }
}

extension Diagnosis.State {
    fileprivate var step: StepLine.State {
        switch self {
        case .ok: .done
        case .look: .look
        case .missing: .stopped
        case .note: .note
        }
    }
}
