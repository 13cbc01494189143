/// The version of Associate.
package enum Version {
    /// As semantic versioning has it; part of every run's fingerprint.
    package static let current = "0.1.0"
}
