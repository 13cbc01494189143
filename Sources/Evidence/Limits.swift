/// Every limit in one place; each has a test at the limit and one past it.
package enum Limits {
    /// Findings shown or collected before a reader stops.
    package static let findingsShown = 20
    /// Keys of rows that a finding carries.
    package static let keysPerFinding = 20
    /// Characters of one text on the screen and in a log.
    package static let shownCharacters = 2_000
    /// Characters of one text in a document.
    package static let printedCharacters = 10_000
    /// Bytes of a changed text whose difference is looked for.
    package static let comparedBytes = 64 << 20
    /// Bytes of a brief.
    package static let briefBytes = 1 << 20
    /// Bytes of a suite of expectations.
    package static let suiteBytes = 16 << 20
    /// Expectations of a suite.
    package static let suiteExpectations = 20_000
    /// Levels of nesting in a brief.
    package static let briefDepth = 32
    /// Bytes of a dataset's SQL.
    package static let sqlBytes = 1 << 20
    /// Characters of a brief's name.
    package static let nameLength = 60
    /// UTF-8 bytes of a column's name.
    package static let columnNameBytes = 255
    /// Columns of a dataset.
    package static let datasetColumns = 20_000
    /// Columns of an engine's answer; more is taken for damage.
    package static let arrowColumns = 1_000_000
    /// Files that one source may resolve to.
    package static let filesPerSource = 10_000
    /// Bytes past which a compressed source must not expand more than ``expansionRatio`` times.
    package static let expandedBytes = 1 << 30
    /// Times its size that a compressed source may expand past ``expandedBytes``.
    package static let expansionRatio = 200
    /// Rows times columns of the table that is worked on in memory.
    package static let cellsInMemory = 4_000_000_000
    /// Rows with a label without which nothing is fitted.
    package static let labelledRows = 20
    /// Distinct texts up to which a label is a class.
    package static let textClasses = 100
    /// Distinct consecutive integers up to which a label is a class.
    package static let integerClasses = 20
    /// Seconds without a sign of life after which a worker is ended.
    package static let workerSilenceSeconds = 600
    /// Iterations of a solver before it says that it did not converge.
    package static let solverIterations = 200
    /// Rows under which a small sample is said to be small.
    package static let smallSampleRows = 500
    /// Slots of a one-hot block, those of other and missing texts among them.
    package static let categoryWidth = 1_000
    /// Texts of a category that a model remembers having seen in training.
    package static let seenLevels = 1_000
    /// Nodes of all trees of a model.
    package static let treeNodes = 1_000_000
    /// Bytes of a model from outside.
    package static let foreignModelBytes = 512 << 20
    /// Memory that a model from outside may take.
    package static let foreignModelMemory = 2 << 30
    /// Seconds that a model from outside may take to be loaded, and for each batch of rows.
    package static let foreignModelSeconds = 30
    /// Bytes of a model document.
    package static let modelBytes = 64 << 20
    /// Rows with a label under which a brief without a split is cross-validated.
    package static let crossValidatedRows = 5_000
    /// Test rows under which there is no verdict.
    package static let verdictRows = 50
    /// Test rows of the rarer class of a binary task under which there is no verdict.
    package static let verdictClassRows = 5
    /// Resamples from which an interval is read.
    package static let bootstrapReplicates = 1_000
    /// Rows up to which intervals come from resamples, and above which from the influence of each row.
    package static let bootstrapRows = 100_000
    /// Independent units (rows, days, groups) under which it is said that an interval rests on few.
    package static let fewUnits = 40
    /// Rows under which a slice is said to be small.
    package static let sliceRows = 100
    /// Rows, and independent units of them, under which no slices are looked for.
    package static let foundSliceRows = 400
    /// Columns that slices are looked for in.
    package static let foundSliceColumns = 100
    /// Slices of the searching half that are put to the test on the confirming one.
    package static let testedSlices = 20
    /// Rows of a group under which nothing is said of it.
    package static let fairnessRows = 100
    /// Rows below the line of a group's rate, such as its positive rows, under which it is not computed.
    package static let fairnessClassRows = 20
    /// Points of a curve of thresholds.
    package static let thresholdPoints = 200
    /// Points of a ROC or precision–recall curve.
    package static let curvePoints = 200
    /// Times that labels are drawn from scores to see how a perfectly calibrated model would look.
    package static let calibrationDraws = 1_000
    /// Test rows whose columns are permuted to see what the model rests on.
    package static let importanceRows = 20_000
    /// Permuted scores in all (rows × outputs × columns × repeats) past which fewer rows are taken.
    package static let importanceScores = 4_000_000
    /// Times that each column is permuted.
    package static let importanceRepeats = 3
    /// Rows about which a model from outside is asked to see what it rests on, all questions together.
    package static let askedRows = 200_000
    /// Rows that judge whose scores are explained.
    package static let explainedRows = 2_000
    /// Attributions in all (rows × outputs × slots, or nodes of trees) past which fewer rows are explained.
    package static let explainedParts = 60_000_000
    /// Columns whose dependence is shown.
    package static let dependenceColumns = 6
    /// Rows of the test part that are listed as the worst errors.
    package static let worstErrors = 100
    /// Values of a slice column that are listed.
    package static let valuesPerSlice = 100
}
