/// Integers of any width that fit into 64 bits with a sign.
struct IntegerConversion<Source: FixedWidthInteger & BitwiseCopyable>: CellConversion {
    @inline(__always)
    func target(_ source: Source) -> Int64 { Int64(truncatingIfNeeded: source) }
}

/// Unsigned integers of 64 bits, which become doubles whatever their size, so that the type follows from the schema.
struct UnsignedConversion: CellConversion {
    @inline(__always)
    func target(_ source: UInt64) -> Double { Double(source) }
}

/// Floating-point numbers of 32 bits, exactly.
struct FloatConversion: CellConversion {
    @inline(__always)
    func target(_ source: Float) -> Double { Double(source) }
}

/// Floating-point numbers as they are; NaN stays NaN.
struct DoubleConversion: CellConversion {
    @inline(__always)
    func target(_ source: Double) -> Double { source }
}

/// Decimals as the nearest double of the unscaled integer, divided by the power of ten.
struct DecimalConversion<Source: FixedWidthInteger & BitwiseCopyable>: CellConversion {
    private let divisor: Double
    private let factor: Double

    init(scale: Int) {
        // Powers of ten are exact doubles up to 10^22 only by parsing, not by repeated products.
        divisor = scale > 0 ? Double("1e\(scale)") ?? 1 : 1
        factor = scale < 0 ? Double("1e\(-scale)") ?? 1 : 1
    }

    @inline(__always)
    func target(_ source: Source) -> Double { Double(source) * factor / divisor }
}

/// Times of a unit as microseconds; what lies beyond the range saturates, as engines write infinity there.
struct TimeConversion<Source: FixedWidthInteger & BitwiseCopyable>: CellConversion {
    /// Microseconds of one tick, and ticks of one microsecond; one of the two is 1.
    let multiplier: Int64
    let divisor: Int64

    /// Ticks that are whole microseconds.
    init(microseconds: Int64) {
        multiplier = microseconds
        divisor = 1
    }

    /// Ticks of which several make a microsecond; the fraction is cut off downwards.
    init(ticksPerMicrosecond: Int64) {
        multiplier = 1
        divisor = ticksPerMicrosecond
    }

    @inline(__always)
    func target(_ source: Source) -> Int64 {
        let ticks = Int64(truncatingIfNeeded: source)
        if divisor > 1 {
            let (quotient, remainder) = ticks.quotientAndRemainder(dividingBy: divisor)
            return remainder < 0 ? quotient - 1 : quotient
        }
        let (product, overflow) = ticks.multipliedReportingOverflow(by: multiplier)
        guard overflow else { return product }
        return ticks > 0 ? .max : .min
    }
}
