import Columns
import DataQuality
import Evaluation
import Framing

/// Borders by which more than one period tests, where a share of the rows leaves one alone.
///
/// What is found in a single month may be that month's weather; a second one tells.
struct TestPeriods {
    let validation: BriefMoment
    let test: BriefMoment

    /// Moments without which there are too few to give the test part two.
    private static let fewest = 6

    /// `nil` where two periods test already, or there are too few.
    ///
    /// - Parameters:
    ///   - moments: of all rows.
    ///   - borders: by which they were divided.
    init?(_ moments: Values<Int64>, dividedAt borders: SplitAssignment.Borders) {
        let distinct = Set((0..<moments.count).compactMap { moments[$0] }).sorted()
        guard distinct.count >= Self.fewest, distinct[distinct.count - 2] < borders.test,
            let test = Self.moment(distinct[distinct.count - 2]),
            let validation = Self.moment(min(borders.validation, distinct[distinct.count - 3]))
        else { return nil }
        self.validation = validation
        self.test = test
    }

    private static func moment(_ microseconds: Int64) -> BriefMoment? {
        let text = DatasetPlan.words(ofMoment: microseconds)
        let midnight = " 00:00:00"
        return BriefMoment(text.hasSuffix(midnight) ? String(text.dropLast(midnight.count)) : text)
    }
}
