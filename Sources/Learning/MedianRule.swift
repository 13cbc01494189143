/// Stops trials that are behind half of those before them at the same point of their way.
///
/// Trials differ in their learning rates, so their way is measured by rounds × learning rate: a slow one is compared
/// with fast ones where both have learnt as much.
struct MedianRule {
    /// Trials that have to come to a mark before any is stopped there.
    private static let quorum = 4
    /// Marks, each at twice the way of the one before.
    private static let marks = 16

    /// What earlier trials had come to at each mark.
    private var earlier = [[Merit]](repeating: [], count: MedianRule.marks)
    /// What this trial has come to.
    private var own: [Merit] = []

    /// Notes how far a trial is; whether it is to be stopped.
    mutating func isPoor(rounds: Int, learningRate: Double, best: Merit) -> Bool {
        var isPoor = false
        while own.count < Self.marks, Double(rounds) * learningRate >= Double(1 << own.count) {
            let others = earlier[own.count]
            own.append(best)
            isPoor = others.count >= Self.quorum && others.count(where: { $0 > best }) * 2 > others.count
        }
        return isPoor
    }

    /// Ends a trial: one that was not stopped stays at all later marks what it is.
    mutating func end(best: Merit?, isStopped: Bool) {
        if let best, !isStopped { own += [Merit](repeating: best, count: Self.marks - own.count) }
        for (mark, merit) in own.enumerated() { earlier[mark].append(merit) }
        own = []
    }
}
