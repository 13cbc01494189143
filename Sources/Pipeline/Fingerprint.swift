import Evidence
import Foundation

/// What names a run: the brief, the snapshot, the versions and the work done (contracts, section 4).
struct Fingerprint: Encodable {
    var brief: JSONValue
    var snapshot: ContentHash?
    var versions: [String: String]
    var work: [String: Int]
    /// Hashes of models from outside, by candidate; absent where there are none.
    var models: [String: ContentHash]?

    /// 64 hexadecimal digits, the same for the same facts.
    func text() throws -> String { ContentHash(of: try CanonicalJSON.encode(self)).hex }
}
