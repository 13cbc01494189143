import Evidence
import Worker

/// The rows to score: opened by the worker alone, which hands over a copy that this process trusts by its hash.
struct ScoreInput {
    let schema: ScoreSchema
    /// The copy, in the order of the output.
    let path: String
    let rows: Int
    let reading: Reading
    /// What was found while it was read.
    let findings: [Finding]

    /// What was read, and how.
    struct Reading {
        let form: ScoringSummary.Form
        /// Files that the person named, globs resolved.
        let files: [String]
        /// The sources that the brief's SQL read.
        let sources: [ScoringSummary.Source]
    }

    /// Rows that are read at a time.
    var pieceRows: Int { Self.pieceRows(columns: schema.copied.count) }

    /// Rows of a piece: few enough that what is read stays small, however wide a model is, and many enough that pieces are
    /// few, since each opens the copy and reads what it says of all its row groups.
    static func pieceRows(columns: Int) -> Int { max(1, min(30, (1 << 11) / max(columns, 1))) * 2_048 }

    /// Whether the copy is the one that the worker wrote.
    func verify(_ copied: CopiedRows) throws {
        guard try ContentHash(ofFile: path) == copied.sha256 else {
            throw PredictionsError([
                Finding(
                    .error, .fileChanged, "the copy of the input changed while it was read", advice: "run again",
                    file: reading.files.first)
            ])
        }
    }
}
