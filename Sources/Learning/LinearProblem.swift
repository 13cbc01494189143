import Evidence
import Foundation
import Scoring

/// A linear fit in the solver's terms, and the way back to a model of the label.
struct LinearProblem: Sendable {
    let objective: Objective
    /// The label in the solver's units (regression only).
    let standardised: Standardised?
    /// Indices of the classes that the solver fits: those with rows in training, in class order.
    let fitted: [Int]
    /// Classes of the label; 1 for binary and regression, where one output says all.
    private let outputs: Int
    /// Columns of the matrix.
    var width: Int { matrix.width }

    /// The matrix as it was given, and as a design of all its columns.
    private let matrix: DesignMatrix
    private let design: Design
    private let rowSpace: RowSpace?
    private let nullIntercepts: [Double]

    /// Sets the problem up over checked rows.
    init(_ matrix: DesignMatrix, _ target: Target, input: TrainingInput) throws(LearningError) {
        self.matrix = matrix
        design = Design(matrix, threads: input.threads, isCancelled: input.isCancelled)
        let classWeights = target.classWeights
        fitted = classWeights.indices.filter { classWeights[$0] > 0 }
        outputs = target.task == .multiclass ? target.classes.count : 1
        if target.task.isClassification, fitted.count < 2 {
            throw .oneClass(fitted.first.map { target.classes[$0] })
        }
        var labels = target.values
        let loss: Loss
        switch target.task {
        case .regression:
            let standard = Standardised(target)
            labels = standard.values
            standardised = standard
            loss = .squared
        case .binary:
            standardised = nil
            loss = .logistic
        case .multiclass:
            // Rows of a class that is not fitted weigh 0, so any index does for them.
            let position = Dictionary(uniqueKeysWithValues: fitted.enumerated().map { ($1, Double($0)) })
            labels = labels.map { position[Int($0)] ?? 0 }
            standardised = nil
            loss = .softmax(classes: fitted.count)
        }
        var solved = design
        if matrix.rowCount < matrix.width, matrix.rowCount < Curvature.columnLimit {
            let space = try RowSpace(design)
            rowSpace = space
            solved = Design(space.coordinates, threads: input.threads, isCancelled: input.isCancelled)
        } else {
            rowSpace = nil
        }
        objective = Objective(design: solved, loss: loss, labels: labels, weights: target.weights)
        nullIntercepts = Self.nullIntercepts(loss, weights: fitted.map { classWeights[$0] })
    }

    /// The best coefficients without any feature.
    var nullCoefficients: [Double] {
        [Double](repeating: 0, count: objective.penalised) + nullIntercepts
    }

    /// The model of the label, in the solver's units where it was standardised.
    func solverModel(_ coefficients: [Double]) -> LinearModel {
        let solverOutputs = objective.outputs
        var columns = objective.design.uncentred(coefficients, outputs: solverOutputs)
        let width = design.matrix.width
        if let rowSpace {
            columns = rowSpace.lifted(columns, outputs: solverOutputs, width: width)
            columns = design.uncentred(columns, outputs: solverOutputs)
        }
        func model(_ rows: [Int?], link: Link, absent: Double) -> LinearModel {
            LinearModel(
                link: link,
                weights: rows.map { row in
                    (0..<width).map { column in row.map { columns[column * solverOutputs + $0] } ?? 0 }
                },
                intercepts: rows.map { row in row.map { columns[width * solverOutputs + $0] } ?? absent })
        }
        let link = objective.loss.link
        guard outputs > solverOutputs else { return model(Array(0..<solverOutputs), link: link, absent: 0) }
        let present = model(Array(0..<solverOutputs), link: link, absent: 0)
        let rows = (0..<outputs).map { fitted.firstIndex(of: $0) }
        return model(rows, link: link, absent: absentScore(present))
    }

    /// A model in the solver's units as a model of the label.
    func restored(_ model: LinearModel) -> LinearModel {
        guard let standardised else { return model }
        return LinearModel(
            link: model.link, weights: model.weights.map { $0.map(standardised.unscaled) },
            intercepts: model.intercepts.map(standardised.restored))
    }

    /// The score of a class without rows: on the average row it gets the share of half a row.
    private func absentScore(_ present: LinearModel) -> Double {
        let outputs = present.intercepts.count
        let scores = present.rawScores(of: matrix, threads: design.threads)
        var sum = OrderFreeSum()
        for start in stride(from: 0, to: scores.count, by: outputs) {
            let row = scores[start..<(start + outputs)]
            let largest = row.max() ?? 0
            sum.add(largest + log(row.reduce(0) { $0 + exp($1 - largest) }))
        }
        return sum.value / Double(design.rows) + log(0.5 / Double(design.rows))
    }

    private static func nullIntercepts(_ loss: Loss, weights: [Double]) -> [Double] {
        switch loss {
        case .squared: return [0]
        case .logistic: return [log(weights[1] / weights[0])]
        case .softmax:
            let logs = weights.map { log($0) }
            let mean = logs.reduce(0, +) / Double(logs.count)
            return logs.map { $0 - mean }
        }
    }
}
