extension RunRecord {
    /// The record with its own hash in it, as it is written.
    ///
    /// It is proof against accidents; one who writes a false manifest can hash it again.
    package func sealed() throws -> RunRecord {
        var record = self
        record.sha256 = try hashWithoutSeal()
        return record
    }

    /// Whether the record says what it said when it was written.
    package var isSealed: Bool {
        guard let sha256, let hash = try? hashWithoutSeal() else { return false }
        return sha256 == hash
    }

    /// SHA-256 of the canonical form of all other fields.
    private func hashWithoutSeal() throws -> ContentHash {
        var record = self
        record.sha256 = nil
        return ContentHash(of: try CanonicalJSON.encode(record))
    }
}
