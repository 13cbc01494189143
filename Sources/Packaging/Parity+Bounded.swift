extension Parity {
    /// The same with `worst` as a power of ten that it does not exceed.
    ///
    /// The least is 1e-12: what differs by less does so in a processor's last bits.
    /// So a file that holds it is the same on processors that round a power of e otherwise.
    package var bounded: Parity {
        var bounded = self
        let exponent = (-12...308).first { Self.power($0) >= worst }
        bounded.worst = exponent.map(Self.power) ?? .infinity
        return bounded
    }

    /// A power of ten as it is read, not multiplied.
    private static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }
}
