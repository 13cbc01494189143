/// How good a setting is on the validation rows: by the metric that counts and, where that is level, by the loss.
///
/// A metric of ranks or of labels is level over many settings on few rows; the loss tells those apart that are sure of
/// themselves for a reason.
struct Merit: Comparable {
    /// Nothing is worse.
    static let none = Merit(quality: -.infinity, loss: .infinity)

    /// The greater the better; in steps of ``TrainingInput/Criterion/resolution``.
    let quality: Double
    /// The mean loss; 0 where the quality is the loss itself.
    let loss: Double

    static func < (one: Merit, other: Merit) -> Bool {
        one.quality == other.quality ? one.loss > other.loss : one.quality < other.quality
    }
}
