import Columns
import Evidence
import Foundation
import Warehouse

/// Where two files of one name part: a JSON pointer, a line, or a column and a row.
struct FirstDifference: Equatable, Sendable {
    /// What is compared at most of a value, in characters.
    private static let shown = 80

    let place: String
    let was: String
    let isNow: String

    /// The first difference of two files, by the kind that the name tells; `nil` where none can be told.
    ///
    /// - Parameters:
    ///   - name: the file's place in the run.
    ///   - old: the path of the file as the run left it, whose bytes are those that the run wrote.
    ///   - new: the path of the file as it was made again.
    ///   - connection: reads Parquet files of ours.
    /// - Returns: the place and both values there.
    /// - Throws: `WarehouseError`, or what the system says, where a file cannot be read.
    static func find(in name: String, old: String, new: String, _ connection: Connection) throws -> FirstDifference? {
        if name.hasSuffix(".parquet") {
            return tables(try Parquet.read(old, connection), try Parquet.read(new, connection))
        }
        let (old, new) = (try bytes(old), try bytes(new))
        if name.hasSuffix(".json"), let one = json(old), let other = json(new) { return values(one, other, at: "") }
        return lines(old, new)
    }

    /// The same of a file that was changed after it was written: its text is compared, and nothing of it is parsed.
    static func find(inText name: String, old: String, new: String) throws -> FirstDifference? {
        if name.hasSuffix(".parquet") { return nil }
        let (old, new) = (try bytes(old), try bytes(new))
        guard old.count <= Limits.comparedBytes else { return nil }
        if name.hasSuffix(".json"), let one = json(old), let other = json(new) { return values(one, other, at: "") }
        return lines(old, new)
    }

    private static func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private static func json(_ data: Data) -> JSONValue? { try? CanonicalJSON.decode(JSONValue.self, from: data) }

    // MARK: JSON

    static func values(_ old: JSONValue, _ new: JSONValue, at pointer: String) -> FirstDifference? {
        switch (old, new) {
        case (.object(let one), .object(let other)):
            for key in Set(one.keys).union(other.keys).sorted() {
                let place = pointer + "/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
                guard let left = one[key], let right = other[key] else {
                    return FirstDifference(place: place, was: text(one[key]), isNow: text(other[key]))
                }
                if let found = values(left, right, at: place) { return found }
            }
            return nil
        case (.array(let one), .array(let other)):
            for (index, pair) in zip(one, other).enumerated() {
                if let found = values(pair.0, pair.1, at: "\(pointer)/\(index)") { return found }
            }
            guard one.count != other.count else { return nil }
            return FirstDifference(
                place: pointer, was: NumberText.counted(one.count, "element"),
                isNow: NumberText.counted(other.count, "element"))
        default: return old == new ? nil : FirstDifference(place: pointer, was: text(old), isNow: text(new))
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        value.map { cut((try? CanonicalJSON.line($0)) ?? "") } ?? "absent"
    }

    // MARK: Tables

    private static func tables(_ old: Table, _ new: Table) -> FirstDifference? {
        for name in old.names where new[name] == nil {
            return FirstDifference(place: "column '\(name)'", was: "there", isNow: "absent")
        }
        for name in new.names where old[name] == nil {
            return FirstDifference(place: "column '\(name)'", was: "absent", isNow: "there")
        }
        guard old.rowCount == new.rowCount else {
            return FirstDifference(
                place: "rows", was: NumberText.count(old.rowCount), isNow: NumberText.count(new.rowCount))
        }
        for name in old.names {
            guard let one = old[name], let other = new[name], one != other else { continue }
            guard one.type == other.type else {
                return FirstDifference(place: "column '\(name)'", was: one.type.rawValue, isNow: other.type.rawValue)
            }
            let row = (0..<old.rowCount).first { cell(one, $0) != cell(other, $0) }
            return FirstDifference(
                place: "column '\(name)'" + (row.map { ", row \($0 + 1)" } ?? ""),
                was: row.map { cell(one, $0) } ?? "", isNow: row.map { cell(other, $0) } ?? "")
        }
        return nil
    }

    private static func cell(_ column: Column, _ row: Int) -> String {
        switch column {
        case .boolean(let values): values[row].map { "\($0)" } ?? "null"
        case .integer(let values): values[row].map { "\($0)" } ?? "null"
        case .double(let values): values[row].map { "\($0)" } ?? "null"
        case .text(let values): values[row].map { cut($0) } ?? "null"
        case .timestamp(let values, _): values[row].map { "\($0) µs" } ?? "null"
        }
    }

    // MARK: Text

    private static func lines(_ old: Data, _ new: Data) -> FirstDifference? {
        let (one, other) = (lines(of: old), lines(of: new))
        let place = zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let index = place ?? min(one.count, other.count)
        guard index < max(one.count, other.count) else { return nil }
        return FirstDifference(
            place: "line \(index + 1)", was: index < one.count ? excerpt(one[index], other, index) : "absent",
            isNow: index < other.count ? excerpt(other[index], one, index) : "absent")
    }

    private static func lines(of data: Data) -> [String] {
        data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// A line from shortly before the place where it parts from the other.
    private static func excerpt(_ line: String, _ others: [String], _ index: Int) -> String {
        guard index < others.count, line.count > shown else { return cut(line) }
        let common = zip(line, others[index]).prefix { $0 == $1 }.count
        return cut((common > 20 ? "…" : "") + line.dropFirst(max(0, common - 20)))
    }

    private static func cut(_ text: some StringProtocol) -> String {
        text.count <= shown ? String(text) : text.prefix(shown - 1) + "…"
    }
}
