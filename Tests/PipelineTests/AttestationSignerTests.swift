import Crypto
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite struct AttestationSignerTests {
    /// The private key of RFC 8410, section 10.3.
    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----

        """
    /// Its public key, of section 10.1.
    private static let publicKey = "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="

    @Test func `the signature is that of the key over the envelope's encoding of the statement`() throws {
        let place = try Workspace()
        try place.write("key.pem", Self.key)
        let statement = Data("{}".utf8)
        let envelope = try CanonicalJSON.decode(
            JSONValue.self, from: AttestationSigner(keyFile: place.path + "/key.pem").envelope(statement))
        #expect(envelope["payload"] == .string(statement.base64EncodedString()))
        let signature = try #require(envelope["signatures"]?.elements.first?["sig"]?.text)
        let type = "application/vnd.in-toto+json"
        let signed = Data("DSSEv1 \(type.utf8.count) \(type) 2 {}".utf8)
        let raw = try #require(Data(base64Encoded: Self.publicKey))
        let key = try Curve25519.Signing.PublicKey(rawRepresentation: raw)
        #expect(key.isValidSignature(try #require(Data(base64Encoded: signature)), for: signed))
    }

    @Test(arguments: ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
    func `what is no Ed25519 key is refused with the command that makes one`(text: String) throws {
        let place = try Workspace()
        try place.write("key.pem", text)
        let error = #expect(throws: ReproductionError.self) { try AttestationSigner(keyFile: place.path + "/key.pem") }
        #expect(error?.findings.first?.advice?.contains("openssl genpkey -algorithm ed25519") == true)
    }
}
