import Evidence

extension ConfusionMatrix {
    /// A metric of a binary task that counts classes; `nil` where it is undefined or does not count classes.
    func binaryFigure(_ name: MetricName) -> Double? {
        switch name {
        case .accuracy: correct / total
        case .balancedAccuracy: balancedAccuracy.number
        case .precision: precision(1)
        case .recall: recall(1)
        case .f1: f1(1)
        case .specificity: recall(0)
        case .matthewsCorrelation: matthewsCorrelation
        default: nil
        }
    }

    /// A metric of a multiclass task that counts classes; `nil` where it is undefined or does not count classes.
    func multiclassFigure(_ name: MetricName) -> Double? {
        switch name {
        case .accuracy: correct / total
        case .balancedAccuracy: balancedAccuracy.number
        case .f1Macro: macro(f1)
        case .precisionMacro: macro(precision)
        case .recallMacro: macro(recall)
        case .matthewsCorrelation: matthewsCorrelation
        default: nil
        }
    }

    /// The mean over the classes that are there or predicted; `nil` where it is undefined for one of them.
    private func macro(_ value: (Int) -> Double?) -> Double? {
        let present = (0..<classCount).filter { truthTotal($0) > 0 || predictedTotal($0) > 0 }
        let values = present.compactMap(value)
        guard values.count == present.count else { return nil }
        return CompensatedSum.of(values) / Double(present.count)
    }

    /// The derivative of a figure by each cell that holds weight, by central differences; 0 for empty cells.
    ///
    /// Figures are smooth ratios of the cells, so the difference is good to some ten digits.
    func cellDerivatives(_ figure: (ConfusionMatrix) -> Double?) -> [Double]? {
        let step = total * 1e-6
        var derivatives = [Double](repeating: 0, count: cells.count)
        for cell in cells.indices where cells[cell] > 0 {
            let move = min(step, cells[cell] / 2)
            var (less, more) = (cells, cells)
            less[cell] -= move
            more[cell] += move
            guard let below = figure(ConfusionMatrix(classCount: classCount, cells: less)),
                let above = figure(ConfusionMatrix(classCount: classCount, cells: more))
            else { return nil }
            derivatives[cell] = (above - below) / (more[cell] - less[cell])
        }
        return derivatives
    }
}
