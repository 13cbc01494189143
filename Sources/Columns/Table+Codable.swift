/// Small tables can be sent to another process: every cell comes back bit for bit.
extension Table: Codable {
    private struct Field: Codable {
        let name: String
        let cells: Cells
    }

    /// The cells of a column; doubles go by their bits, since JSON knows neither NaN nor infinity.
    private enum Cells: Codable {
        case boolean([Bool?])
        case integer([Int64?])
        case double([UInt64?])
        case text([String?])
        case timestamp([Int64?], TimestampKind)

        init(_ column: Column) {
            func optionals<Element>(_ values: Values<Element>) -> [Element?] { (0..<values.count).map { values[$0] } }
            switch column {
            case .boolean(let values): self = .boolean(optionals(values))
            case .integer(let values): self = .integer(optionals(values))
            case .double(let values): self = .double(optionals(values).map { $0?.bitPattern })
            case .text(let values): self = .text((0..<values.count).map { values[$0] })
            case .timestamp(let values, let kind): self = .timestamp(optionals(values), kind)
            }
        }

        var column: Column {
            switch self {
            case .boolean(let cells): .boolean(Values(cells, filler: false))
            case .integer(let cells): .integer(Values(cells, filler: 0))
            case .double(let cells): .double(Values(cells.map { $0.map(Double.init(bitPattern:)) }, filler: 0))
            case .text(let cells): .text(TextValues(cells))
            case .timestamp(let cells, let kind): .timestamp(Values(cells, filler: 0), kind)
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case rows, fields
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let rows = try container.decode(Int.self, forKey: .rows)
        let fields = try container.decode([Field].self, forKey: .fields).map {
            (name: $0.name, column: $0.cells.column)
        }
        guard fields.allSatisfy({ $0.column.count == rows }), Set(fields.map(\.name)).count == fields.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .fields, in: container, debugDescription: "columns of one length under distinct names")
        }
        self.init(fields, rowCount: rows)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rowCount, forKey: .rows)
        try container.encode(zip(names, columns).map { Field(name: $0, cells: Cells($1)) }, forKey: .fields)
    }
}
