import DataQuality
import Evidence

/// All that is said of a brief and its data before anything is fitted, in the order in which a run says it.
///
/// `init` and `check` say the same of one brief, and what a run says too: it meets the same findings step by step.
struct DatasetFindings {
    /// What reading the sources found.
    var read: [Finding]
    /// What the dataset is beside what is expected of it.
    var checks: [Finding]
    /// What the dataset is beside the clock and beside earlier runs; none where neither is known.
    var standing: [Finding] = []
    /// What dividing the rows found; none where they were not divided.
    var split: [Finding] = []
    /// What the leakage audit found.
    var leakage: [Finding] = []

    var all: [Finding] { read + checks + standing + split + leakage }
}
