package import CArrow
import Evidence

/// A column of an Arrow schema: its name and what it becomes.
package struct ArrowField: Sendable, Equatable {
    package let name: String
    /// The type of the column, or `unsupported` where it is not read.
    package let type: ColumnType
    /// Arrow's own name of the type (its format text), for messages.
    package let format: String
    let arrow: ArrowType?

    /// The columns of a batch's schema.
    ///
    /// - Throws: ``ColumnsError`` where the schema is not that of a batch, is damaged, or names a column twice.
    package static func fields(of schema: ArrowSchema) throws(ColumnsError) -> [ArrowField] {
        guard schema.release != nil, let format = schema.format, String(cString: format) == "+s" else {
            throw ColumnsError(.malformed, "an Arrow schema is not that of a batch")
        }
        guard schema.n_children >= 0, schema.n_children == 0 || schema.children != nil else {
            throw ColumnsError(.malformed, "an Arrow schema has an impossible number of columns")
        }
        guard schema.n_children <= Limits.arrowColumns else {
            throw ColumnsError(.tooLarge, "\(schema.n_children) columns, where \(Limits.arrowColumns) are the most")
        }
        var fields: [ArrowField] = []
        var seen: Set<String> = []
        for index in 0..<Int(schema.n_children) {
            guard let child = schema.children[index]?.pointee, child.release != nil, let format = child.format else {
                throw ColumnsError(.malformed, "column \(index + 1) of an Arrow schema is missing")
            }
            let name = child.name.map { String(cString: $0) } ?? ""
            guard seen.insert(name).inserted else {
                throw ColumnsError(.duplicateName, "there are two columns of the name '\(name)'", column: name)
            }
            let text = String(cString: format)
            let arrow = ArrowType(child, format: text)
            fields.append(ArrowField(name: name, type: arrow?.column ?? .unsupported, format: text, arrow: arrow))
        }
        return fields
    }
}

extension ArrowType {
    /// The type of the column that is built.
    var column: ColumnType {
        switch self {
        case .bool: .boolean
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32: .integer
        case .uint64, .float, .double, .decimal: .double
        case .null, .utf8, .largeUtf8, .utf8View, .dictionary: .text
        case .date32, .date64: .date
        case .timestamp(_, let zoned): zoned ? .instant : .timestamp
        }
    }

    /// A builder of the column.
    func builder(rows: Int) -> any ColumnBuilder {
        switch self {
        case .null: return NullBuilder()
        case .bool: return BooleanBuilder(expectedRows: rows)
        case .int8: return integers(Int8.self, rows)
        case .int16: return integers(Int16.self, rows)
        case .int32: return integers(Int32.self, rows)
        case .int64: return integers(Int64.self, rows)
        case .uint8: return integers(UInt8.self, rows)
        case .uint16: return integers(UInt16.self, rows)
        case .uint32: return integers(UInt32.self, rows)
        case .uint64: return FixedWidthBuilder(UnsignedConversion(), expectedRows: rows) { .double($0) }
        case .float: return FixedWidthBuilder(FloatConversion(), expectedRows: rows) { .double($0) }
        case .double: return FixedWidthBuilder(DoubleConversion(), expectedRows: rows) { .double($0) }
        case .utf8: return TextBuilder<Int32>(expectedRows: rows)
        case .largeUtf8: return TextBuilder<Int64>(expectedRows: rows)
        case .utf8View: return TextViewBuilder(expectedRows: rows)
        case .date32: return times(TimeConversion<Int32>(microseconds: 86_400_000_000), .date, rows)
        case .date64: return times(TimeConversion<Int64>(microseconds: 1000), .date, rows)
        case .timestamp(let unit, let zoned):
            let kind: TimestampKind = zoned ? .instant : .timestamp
            return switch unit {
            case .second: times(TimeConversion<Int64>(microseconds: 1_000_000), kind, rows)
            case .millisecond: times(TimeConversion<Int64>(microseconds: 1000), kind, rows)
            case .microsecond: times(TimeConversion<Int64>(microseconds: 1), kind, rows)
            case .nanosecond: times(TimeConversion<Int64>(ticksPerMicrosecond: 1000), kind, rows)
            }
        case .decimal(let scale, let bits):
            return switch bits {
            case 32: decimals(DecimalConversion<Int32>(scale: scale), rows)
            case 64: decimals(DecimalConversion<Int64>(scale: scale), rows)
            default: decimals(DecimalConversion<Int128>(scale: scale), rows)
            }
        case .dictionary(let index, let texts):
            return switch index {
            case .int8: DictionaryBuilder<Int8>(texts: texts, expectedRows: rows)
            case .int16: DictionaryBuilder<Int16>(texts: texts, expectedRows: rows)
            case .int64: DictionaryBuilder<Int64>(texts: texts, expectedRows: rows)
            case .uint8: DictionaryBuilder<UInt8>(texts: texts, expectedRows: rows)
            case .uint16: DictionaryBuilder<UInt16>(texts: texts, expectedRows: rows)
            case .uint32: DictionaryBuilder<UInt32>(texts: texts, expectedRows: rows)
            case .uint64: DictionaryBuilder<UInt64>(texts: texts, expectedRows: rows)
            default: DictionaryBuilder<Int32>(texts: texts, expectedRows: rows)
            }
        }
    }

    private func integers<Source: FixedWidthInteger & BitwiseCopyable>(
        _: Source.Type, _ rows: Int
    ) -> any ColumnBuilder {
        FixedWidthBuilder(IntegerConversion<Source>(), expectedRows: rows) { .integer($0) }
    }

    private func times<Source: FixedWidthInteger & BitwiseCopyable>(
        _ conversion: TimeConversion<Source>, _ kind: TimestampKind, _ rows: Int
    ) -> any ColumnBuilder {
        FixedWidthBuilder(conversion, expectedRows: rows) { .timestamp($0, kind) }
    }

    private func decimals<Source: FixedWidthInteger & BitwiseCopyable>(
        _ conversion: DecimalConversion<Source>, _ rows: Int
    ) -> any ColumnBuilder {
        FixedWidthBuilder(conversion, expectedRows: rows) { .double($0) }
    }
}
