import Columns
import Evaluation
import Scoring

/// `data/folds.parquet`: what each row is in each fold.
///
/// A row stands for one of `data/train.parquet`, then of `data/validation.parquet`, then for a labelled one of
/// `data/unused.parquet`, in their order. `row` is its place among all labelled rows in key order, which is the order in
/// which rows teach; `part` is what it is for the model that is kept.
struct FoldTable {
    let table: Table

    /// Takes the folds of a dataset; `nil` where there is a test part.
    init?(_ divided: Divided) {
        guard !divided.folds.isEmpty else { return nil }
        let final = divided.assignment
        let rows = final.train + final.validation + final.leftOut
        let places = Values(rows.map(Int64.init), validity: Validity(allValid: rows.count))
        table = Table(
            [
                ("row", .integer(places)),
                ("part", Self.column([(.train, final.train), (.validation, final.validation)], rows)),
            ]
                + divided.folds.enumerated().map { place, fold in
                    let parts = [(FoldsDocument.Part.train, fold.train), (.validation, fold.validation)]
                    return (FoldsDocument.column(ofFold: place), Self.column(parts + [(.heldOut, fold.held)], rows))
                })
    }

    /// The words of some rows.
    private static func column(_ parts: [(FoldsDocument.Part, [Int])], _ rows: [Int]) -> Column {
        let words = FoldsDocument.Part.allCases
        var codes = [Int32](repeating: -1, count: rows.count)
        for (part, members) in parts {
            let code = Int32(words.firstIndex(of: part) ?? 0)
            for row in members { codes[row] = code }
        }
        let own = rows.map { codes[$0] }
        return .text(
            TextValues(
                codes: own.map { max($0, 0) }, dictionary: words.map(\.rawValue),
                validity: Validity(own.map { $0 >= 0 })))
    }
}

extension Evaluated {
    /// `evaluation/folds.json`; `nil` where there is a test part.
    var foldsDocument: FoldsDocument? {
        guard let held = fitted.outOfFold, let figures = folds else { return nil }
        return FoldsDocument(
            folds: held.folds.enumerated().map { place, fold in
                FoldsDocument.Fold(
                    column: FoldsDocument.column(ofFold: place), repetition: fold.repetition + 1,
                    rows: fold.rows.count, trainingRows: fold.trainingRows, features: held.plans[place].features,
                    candidates: figures.candidates.map { name in
                        FoldsDocument.Candidate(
                            name: name, parameters: held.choices[name]?[place].parameters ?? [:],
                            terms: held.choices[name]?[place].terms,
                            recalibration: name == fitted.chosen ? held.recalibrations[place] : nil,
                            metrics: figures.figures(of: name, fold: place))
                    })
            })
    }
}
