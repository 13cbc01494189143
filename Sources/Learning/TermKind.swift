/// What a linear model may have besides the columns.
package enum TermKind: Sendable, CaseIterable {
    /// Natural splines of columns.
    case splines
    /// Products of two columns.
    case interactions
}
