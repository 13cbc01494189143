/// The memory that LightGBM takes to grow a model, beside the rows in their bins.
///
/// A system that is asked for more memory than it has ends the process, and a run with it: so it is reckoned before.
enum TreeMemory {
    /// Bytes of a bin's sums of slopes and of curvatures.
    private static let binBytes = 16
    /// Bytes of a training row for each output: its score, slope and curvature, and the latter two once more in the
    /// order of a leaf.
    private static let outputBytes = 8 + 4 * 4
    /// Bytes of a training row: its place among the leaves, twice, and whether a sample holds it.
    private static let rowBytes = 3 * 4
    /// Bytes of a validation row for each output: its score, and once more as a prediction for LightGBM and for us.
    private static let validationBytes = 3 * 8

    /// What growing takes from its first round on.
    static func bytes(_ settings: TreeSettings, _ data: TreeData) -> Int {
        histograms(settings, bins: data.bins)
            + data.rowCount * (data.outputs * outputBytes + rowBytes)
            + data.validationRows * data.outputs * validationBytes
    }

    /// Sums of bins are kept for each leaf, as far as the settings give them room; those of two leaves always.
    static func histograms(_ settings: TreeSettings, bins: Int) -> Int {
        let leaf = bins * binBytes
        guard settings.sharesBins, leaf > 0 else { return settings.leaves * leaf }
        return min(settings.leaves, max(2, TreeSettings.histogramMegabytes << 20 / leaf)) * leaf
    }
}
