import Columns
import Evidence
import Foundation

/// Invented personal data, and what python-stdnum says of it (`Tests/Oracles/personal.py`).
struct PersonalData: Decodable {
    struct Numbers: Decodable {
        let valid: [String]
        let wrong: [String]
    }

    struct Column: Decodable, CustomStringConvertible {
        let kind: String?
        let name: String
        let values: [JSONValue]

        var description: String { name }

        /// The column beside others, as a table.
        var table: Table { Table(json: [name: .array(values)]) }
    }

    let numbers: [String: Numbers]
    let columns: [Column]
    let lookalikes: [Column]

    static let all: PersonalData = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/personal.json")
        do {
            return try JSONDecoder().decode(PersonalData.self, from: Data(contentsOf: file))
        } catch {
            fatalError("\(error)")
        }
    }()
}
