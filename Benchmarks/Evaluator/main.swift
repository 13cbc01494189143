// The evaluator of trees against LightGBM's own prediction: one process, one thread, the same rows; medians of five.
//
//     ASSOCIATE_BENCHMARKS=1 swift run -c release EvaluatorBenchmark
//     ASSOCIATE_BENCHMARKS=1 swift run -c release EvaluatorBenchmark attributions [ROWS]
//     ASSOCIATE_BENCHMARKS=1 swift run -c release EvaluatorBenchmark intervals [ROWS]

import Evidence
import Foundation
import Learning
import Scoring

/// Seconds that this process has worked, which other programs on the machine do not lengthen by their turns.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Medians of five, in processor seconds; the two take turns, so that what slows one slows the other.
func medians(_ first: () -> Void, _ second: () -> Void) -> (Double, Double) {
    func time(_ body: () -> Void) -> Double {
        let start = processorSeconds()
        body()
        return processorSeconds() - start
    }
    first()
    second()
    let times = (0..<5).map { _ in (time(first), time(second)) }
    return (times.map(\.0).sorted()[2], times.map(\.1).sorted()[2])
}

func written(_ value: Double, _ digits: Int = 2) -> String {
    String(format: "%.\(digits)f", value)
}

/// Scores: batches, and row by row.
func compareScores() throws {
    print("| model | way | LightGBM, ns a row | ours, ns a row | ratio | largest difference |")
    print("|---|---|---|---|---|---|")
    for (task, mixed) in [(LearningTask.binary, false), (.binary, true), (.multiclass, true), (.regression, false)] {
        let fitted = try Rows.fitted(task, mixed: mixed)
        guard case .trees(let model) = fitted.model, let text = fitted.modelText else { continue }
        let lightGBM = try LightGBM(text)
        let rows = 200_000
        let matrix = Rows(task, rows: rows, mixed: mixed, seed: 2).matrix
        let width = matrix.columns.count
        var (theirs, ours) = ([Double](repeating: 0, count: rows * model.outputs), [Double]())
        ours = theirs
        let name = "\(task.rawValue), \(mixed ? "numbers and categories" : "numbers"), \(model.trees.roots.count) trees"

        func report(_ way: String, rows: Int, _ their: Double, _ our: Double) {
            let compared = rows * model.outputs
            let difference =
                zip(ours.prefix(compared), theirs.prefix(compared)).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
            let scale = 1e9 / Double(rows)
            print(
                "| \(name) | \(way) | \(written(their * scale, 0)) | \(written(our * scale, 0))"
                    + " | \(written(our / their)) | \(difference) |")
        }

        let (their, our) = medians {
            lightGBM.predict(matrix.values, rows: rows, columns: width, into: &theirs)
        } _: {
            matrix.values.withUnsafeBufferPointer { values in
                ours.withUnsafeMutableBufferPointer {
                    model.predict(values, rowCount: rows, width: width, into: $0)
                }
            }
        }
        report("batch of \(rows)", rows: rows, their, our)

        let single = 20_000
        let (theirRow, ourRow) = medians {
            lightGBM.predictSingly(
                matrix.values, rows: single, columns: width, outputs: model.outputs, into: &theirs)
        } _: {
            matrix.values.withUnsafeBufferPointer { values in
                ours.withUnsafeMutableBufferPointer { predictions in
                    for row in 0..<single {
                        model.predict(
                            UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width]), rowCount: 1,
                            width: width,
                            into: UnsafeMutableBufferPointer(
                                rebasing: predictions[row * model.outputs..<(row + 1) * model.outputs]))
                    }
                }
            }
        }
        report("row by row", rows: single, theirRow, ourRow)
    }
}

let rows = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) }
switch CommandLine.arguments.dropFirst().first {
case "attributions": try compareAttributions(rows: rows ?? 100_000)
case "intervals": try timeIntervals(rows: rows ?? 1_000_000, threads: 2)
default: try compareScores()
}
