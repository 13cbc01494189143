/// Small data with something to learn in it, the same on every machine.
package enum SampleData {
    /// The columns of ``customers(rows:seed:)``.
    package static let customersHeader = "id,joined,region,amount,visits,member,churned"

    /// Lines of a table about customers, without the header: a key, a date, a category, two numbers, a boolean,
    /// and a boolean label that depends on them.
    package static func customerLines(rows: Int, seed: UInt64 = 7) -> [String] {
        var generator = SeededGenerator(seed: seed)
        let regions = ["north", "south", "east", "west"]
        return (0..<rows).map { row in
            let day = Int.random(in: 1...28, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            let region = Int.random(in: 0..<regions.count, using: &generator)
            let amount = Int.random(in: 0..<100_000, using: &generator)
            let visits = Int.random(in: 0...30, using: &generator)
            let isMember = Bool.random(using: &generator)
            let score = 2 * visits - amount / 5_000 + 6 * region + (isMember ? 8 : 0)
            let churned = score + Int.random(in: -20...20, using: &generator) < 25
            let date = "2024-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
            let shown = row % 17 == 3 ? "" : "\(amount / 100).\(amount % 100 < 10 ? "0" : "")\(amount % 100)"
            return "\(row + 1),\(date),\(regions[region]),\(shown),\(visits),\(isMember),\(churned)"
        }
    }

    /// The lines with the header, as CSV.
    package static func customers(rows: Int, seed: UInt64 = 7) -> String {
        ([customersHeader] + customerLines(rows: rows, seed: seed)).map { $0 + "\n" }.joined()
    }

    /// A brief for ``customers(rows:seed:)`` in `customers.csv` beside it.
    package static let customersBrief = """
        name: customers
        task: binary
        data:
          sources: {customers: customers.csv}
          key: [id]
          label: churned
        slices: [region]
        candidates: [prior, linear]

        """
}
