import Warehouse

/// A table of numbers that is looked up by an index.
enum Lookup {
    /// Numbers up to which one comparison after the other is made.
    private static let flat = 64

    /// The number at an index from 0 on, NULL where there is none.
    ///
    /// Long tables are cut into shorter ones, so that a row is not compared with every index.
    static func value(at index: SQL, in values: [Double]) -> SQL {
        guard values.count > flat else { return piece(at: index, in: values, from: 0) }
        let length = Int(Double(values.count).squareRoot().rounded(.up))
        let pieces = stride(from: 0, to: values.count, by: length).map { start -> SQL in
            let end = min(start + length, values.count)
            let piece = piece(at: index, in: Array(values[start..<end]), from: start)
            return "WHEN \(index) < \(end) THEN \(piece)"
        }
        return SQL(["CASE"] + pieces + ["END"], separatedBy: " ")
    }

    private static func piece(at index: SQL, in values: [Double], from start: Int) -> SQL {
        let branches = values.enumerated().map { offset, value -> SQL in
            "WHEN \(start + offset) THEN \(Literal(value))"
        }
        return SQL(["CASE \(index)"] + branches + ["END"], separatedBy: " ")
    }
}
