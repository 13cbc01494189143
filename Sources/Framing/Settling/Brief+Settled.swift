package import Columns
import Evidence

extension Brief {
    /// Settles what the brief leaves open: task, classes, positive class, primary metric, split and candidates.
    ///
    /// - Parameters:
    ///   - label: what the label's values are.
    ///   - columns: the dataset's columns in order.
    ///   - rows: the dataset's rows, those without a label included.
    /// - Returns: the brief with nothing left open, and every inference with its reason.
    /// - Throws: `BriefError` where the brief does not fit the data, with findings at their places in the brief.
    package func settled(
        label: LabelProfile, columns: [(name: String, type: ColumnType)], rows: Int
    ) throws(BriefError) -> SettledBrief {
        var findings = columnFindings(columns)
        guard columns.contains(where: { $0.name == data.label }) else { throw BriefError(findings) }
        guard rows > 0 else {
            throw BriefError(findings + [finding(.noRows, at: "data", "the dataset has no rows")])
        }
        var settler = TaskSettler(
            brief: self, label: label, moments: columns.filter { $0.type.isMoment && $0.name != data.label }.map(\.name)
        )
        guard let task = settler.task() else { throw BriefError(findings + settler.findings) }
        let classes = task.isClassification ? label.distinct.map(\.text) : []
        let positive = task == .binary ? settler.positive() : nil
        settler.checkFit(of: task)
        findings += settler.findings
        guard findings.isEmpty else { throw BriefError(findings) }
        let primary = settler.primary(of: task, positive: positive)
        let split = settler.split()
        if candidates == nil {
            settler.infer(
                "candidates", Candidates.standard.map(\.rawValue).joined(separator: ", "),
                "the standard ones, the simplest first")
        }
        return SettledBrief(
            brief: self, task: task, classes: classes, positive: positive, primary: primary, split: split,
            candidates: candidates ?? Candidates.standard, inferences: origin.inferences + settler.inferences)
    }
}
