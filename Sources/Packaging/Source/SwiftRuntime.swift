import Scoring

/// The parts of exported Swift that are the same for every model.
enum SwiftRuntime {
    static let imports = """
        #if canImport(Glibc)
            import Glibc
        #elseif canImport(Musl)
            import Musl
        #else
            import Darwin
        #endif
        """

    static let numbers = """
        /// A finite number, or NaN.
        private func number(_ value: Double?) -> Double { value.map { $0.isFinite ? $0 : .nan } ?? .nan }

        /// What is nearest to 0 is 0.
        private func flushed(_ value: Double) -> Double { value.magnitude <= \(TreeMatrix.zeroBound) ? 0 : value }

        /// A number as distance from the mean in standard deviations.
        private func standardised(_ value: Double, median: Double, mean: Double, scale: Double) -> Double {
            min(max(((value.isNaN ? median : value) - mean) / scale, -1e100), 1e100)
        }

        /// The slots of texts, by their bytes.
        private func slots(_ levels: [String]) -> [[UInt8]: Int] {
            Dictionary(uniqueKeysWithValues: levels.enumerated().map { (Array($1.utf8), $0) })
        }

        /// The slot of a text; all other texts have the one behind the last.
        private func slot(_ text: String?, _ levels: [[UInt8]: Int]) -> Int? {
            text.map { levels[Array($0.utf8)] ?? levels.count }
        }

        """

    static let calendar = """
        /// Sine or cosine of a place in a round; 0 where there is none.
        private func circle(_ place: Int?, _ harmonic: Int, _ period: Int, cosine: Bool) -> Double {
            guard let place else { return 0 }
            let turn = Double(place * harmonic % period) / Double(period)
            switch turn {
            case 0: return cosine ? 1 : 0
            case 0.25: return cosine ? 0 : 1
            case 0.5: return cosine ? -1 : 0
            case 0.75: return cosine ? 0 : -1
            default: return cosine ? cos(2 * .pi * turn) : sin(2 * .pi * turn)
            }
        }

        /// Seconds between two moments; NaN where one is missing or they lie too far apart.
        private func seconds(from origin: Int64?, to moment: Int64?) -> Double {
            guard let origin, let moment else { return .nan }
            let (difference, overflow) = moment.subtractingReportingOverflow(origin)
            return overflow ? .nan : Double(difference) / 1_000_000
        }

        private func floorDivided(_ value: Int64, _ divisor: Int64) -> Int64 {
            value / divisor - (value % divisor < 0 ? 1 : 0)
        }

        private func microsecondOfDay(_ moment: Int64) -> Int64 {
            moment - floorDivided(moment, 86_400_000_000) * 86_400_000_000
        }

        /// Monday is 0.
        private func weekday(_ moment: Int64) -> Int {
            let day = floorDivided(moment, 86_400_000_000) + 3
            return Int(day - floorDivided(day, 7) * 7)
        }

        /// The month and day of the proleptic Gregorian calendar, with years that begin in March.
        private func civil(_ moment: Int64) -> (month: Int, day: Int) {
            let shifted = floorDivided(moment, 86_400_000_000) + 719_468
            let day = shifted - floorDivided(shifted, 146_097) * 146_097
            let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
            let ofYear = day - (365 * year + year / 4 - year / 100)
            let month = (5 * ofYear + 2) / 153
            return (Int(month < 10 ? month + 3 : month - 9), Int(ofYear - (153 * month + 2) / 5 + 1))
        }

        """
}
