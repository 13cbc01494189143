import Crypto
import Evidence
import Foundation
import Store

/// What a reproduction states, in in-toto's form: the run's files by digest, and how they came about again.
struct Attestation {
    /// in-toto attestation framework, Statement v1.
    private static let statementType = "https://in-toto.io/Statement/v1"
    private static let predicateType = "urn:associate:reproduction:v1"

    private let document: ReproductionDocument
    private let run: Run

    init(_ document: ReproductionDocument, of run: Run) {
        self.document = document
        self.run = run
    }

    /// The statement as canonical JSON.
    func statement() throws -> Data {
        let subjects = run.record.files.sorted { $0.key < $1.key }.map { name, hash -> JSONValue in
            ["name": .string("\(run.id)/\(name)"), "digest": ["sha256": .string(hash.hex)]]
        }
        let differing = document.files.filter { ![.same, .taken].contains($0.state) }.map { file -> JSONValue in
            [
                "path": .string(file.path), "state": .string(file.state.rawValue),
                "place": file.place.map(JSONValue.string) ?? .null,
            ]
        }
        let work = run.record.work.mapValues { JSONValue.integer(Int64($0)) }
        let predicate: JSONValue = [
            "run_id": .string(run.id.text), "fingerprint": .string(document.fingerprint),
            "verdict": .string(document.verdict.rawValue), "from": .string(document.from.rawValue),
            "snapshot": run.record.snapshot.map { .string($0.hex) } ?? .null,
            "brief": run.record.brief.map { .string($0.hex) } ?? .null, "work": .object(work),
            "versions": [
                "then": .object(document.versions.then.mapValues(JSONValue.string)),
                "now": .object(document.versions.now.mapValues(JSONValue.string)),
            ], "differing": .array(differing), "at": .string(Timestamp.text(Date())),
        ]
        let statement: JSONValue = [
            "_type": .string(Self.statementType), "subject": .array(subjects),
            "predicateType": .string(Self.predicateType), "predicate": predicate,
        ]
        return try CanonicalJSON.encode(statement)
    }
}

/// Signs statements with an Ed25519 key, in the envelope that in-toto uses (DSSE 1.0).
struct AttestationSigner {
    private static let payloadType = "application/vnd.in-toto+json"
    /// What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410).
    private static let header: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    private let key: Curve25519.Signing.PrivateKey

    /// Reads a key as `openssl genpkey -algorithm ed25519` writes it.
    ///
    /// - Throws: ``ReproductionError`` where the file is none.
    init(keyFile path: String) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ReproductionError.badKey(path, "there is no such file, or it is no text")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.first == "-----BEGIN PRIVATE KEY-----", lines.last == "-----END PRIVATE KEY-----",
            let bytes = Data(base64Encoded: lines.dropFirst().dropLast().joined()),
            bytes.count == Self.header.count + 32, bytes.starts(with: Self.header),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.dropFirst(Self.header.count))
        else { throw ReproductionError.badKey(path, "it is no Ed25519 private key in PEM") }
        self.key = key
    }

    /// The envelope of a statement as canonical JSON.
    func envelope(_ statement: Data) throws -> Data {
        // DSSE's pre-authentication encoding.
        var signed = Data("DSSEv1 \(Self.payloadType.utf8.count) \(Self.payloadType) \(statement.count) ".utf8)
        signed.append(statement)
        let signature = try key.signature(for: signed)
        let identity = ContentHash(of: key.publicKey.rawRepresentation).hex
        let envelope: JSONValue = [
            "payloadType": .string(Self.payloadType), "payload": .string(statement.base64EncodedString()),
            "signatures": [["keyid": .string(identity), "sig": .string(signature.base64EncodedString())]],
        ]
        return try CanonicalJSON.encode(envelope)
    }
}
