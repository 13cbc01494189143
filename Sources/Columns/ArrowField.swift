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
        case .null: NullBuilder()
        case .bool: BooleanBuilder(expectedRows: rows)
        case .uint64: DoubleBuilder(CellLoop(UnsignedConversion()), expectedRows: rows)
        case .float: DoubleBuilder(CellLoop(FloatConversion()), expectedRows: rows)
        case .double: DoubleBuilder(CellLoop(DoubleConversion()), expectedRows: rows)
        case .decimal(let scale, let bits): DoubleBuilder(Self.decimals(scale, bits), expectedRows: rows)
        case .utf8: TextBuilder(longOffsets: false, expectedRows: rows)
        case .largeUtf8: TextBuilder(longOffsets: true, expectedRows: rows)
        case .utf8View: TextViewBuilder(expectedRows: rows)
        case .date32:
            IntegerBuilder(
                CellLoop(TimeConversion<Int32>(microseconds: 86_400_000_000)), moments: .date, expectedRows: rows)
        case .date64:
            IntegerBuilder(CellLoop(TimeConversion<Int64>(microseconds: 1000)), moments: .date, expectedRows: rows)
        case .timestamp(let unit, let zoned):
            IntegerBuilder(CellLoop(unit.conversion), moments: zoned ? .instant : .timestamp, expectedRows: rows)
        case .dictionary(let index, let texts):
            DictionaryBuilder(indices: index.integers, texts: texts, expectedRows: rows)
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32:
            IntegerBuilder(integers, expectedRows: rows)
        }
    }

    /// The loop of a type of whole numbers; those of 64 bits without a sign wrap around.
    private var integers: CellLoop<Int64> {
        switch self {
        case .int8: CellLoop(IntegerConversion<Int8>())
        case .int16: CellLoop(IntegerConversion<Int16>())
        case .int32: CellLoop(IntegerConversion<Int32>())
        case .uint8: CellLoop(IntegerConversion<UInt8>())
        case .uint16: CellLoop(IntegerConversion<UInt16>())
        case .uint32: CellLoop(IntegerConversion<UInt32>())
        default: CellLoop(IntegerConversion<Int64>())
        }
    }

    private static func decimals(_ scale: Int, _ bits: Int) -> CellLoop<Double> {
        switch bits {
        case 32: CellLoop(DecimalConversion<Int32>(scale: scale))
        case 64: CellLoop(DecimalConversion<Int64>(scale: scale))
        default: CellLoop(DecimalConversion<Int128>(scale: scale))
        }
    }
}

extension ArrowType.TimeUnit {
    /// How ticks of this unit become microseconds.
    fileprivate var conversion: TimeConversion<Int64> {
        switch self {
        case .second: TimeConversion(microseconds: 1_000_000)
        case .millisecond: TimeConversion(microseconds: 1000)
        case .microsecond: TimeConversion(microseconds: 1)
        case .nanosecond: TimeConversion(ticksPerMicrosecond: 1000)
        }
    }
}
