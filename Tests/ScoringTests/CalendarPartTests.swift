import Foundation
import Scoring
import Testing

/// Against Python's `datetime` (Tests/Oracles/features.py).
@Suite struct CalendarPartTests {
    private struct Fixture: Decodable {
        /// Microseconds, year, month, day, weekday from Monday as 0, hour, minute of the day.
        let moments: [[Int64]]

        static func read() throws -> Fixture {
            let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/calendar.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        }
    }

    @Test("dates of the years 1 to 9999 are Python's")
    func dates() throws {
        let moments = try Fixture.read().moments
        #expect(moments.count > 400)
        for moment in moments {
            let date = CivilDate(day: CivilDate.day(ofMicroseconds: moment[0]))
            #expect([date.year, date.month, date.dayOfMonth].map(Int64.init) == Array(moment[1...3]))
        }
    }

    @Test("calendar parts of the years 1 to 9999 are Python's")
    func parts() throws {
        for moment in try Fixture.read().moments {
            let parts: [CalendarPart] = [.month, .dayOfMonth, .dayOfWeek, .hour, .minuteOfDay]
            let values = parts.map { Int64($0.index(ofMicroseconds: moment[0]) + $0.first) }
            #expect(values == Array(moment[2...]))
        }
    }

    @Test("the day before the year 0 began is the last of December of the year -1")
    func negativeYears() {
        let day = CivilDate(day: -719_529)
        #expect(day.year == -1 && day.month == 12 && day.dayOfMonth == 31)
    }

    @Test("every part of the first and last moments lies in its period", arguments: CalendarPart.allCases)
    func extremes(part: CalendarPart) {
        for moment in [Int64.min, .min + 1, -1, 0, .max] {
            #expect((0..<part.period).contains(part.index(ofMicroseconds: moment)))
        }
    }
}
