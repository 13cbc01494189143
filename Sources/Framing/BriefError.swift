package import Evidence

/// What is wrong with a brief: all of it at once, in the order of the file.
package struct BriefError: HouseError {
    package let findings: [Finding]

    package var exitStatus: ExitStatus { .inputWrong }

    /// Takes findings, sorts them by place and keeps the first ``Limits/findingsShown``.
    package init(_ findings: [Finding]) {
        let sorted = findings.enumerated().sorted { first, second in
            let (one, other) = (first.element, second.element)
            return (one.line ?? 0, one.columnNumber ?? 0, first.offset)
                < (other.line ?? 0, other.columnNumber ?? 0, second.offset)
        }
        self.findings = sorted.prefix(Limits.findingsShown).map(\.element)
    }
}
