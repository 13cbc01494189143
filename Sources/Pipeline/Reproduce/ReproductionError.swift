import Evidence
import Store

/// Why a run cannot be done again.
struct ReproductionError: HouseError {
    let findings: [Finding]
    var exitStatus: ExitStatus { .inputWrong }

    static func noSnapshot(_ run: Run) -> ReproductionError {
        ReproductionError(findings: [
            Finding(
                .error, .snapshotMissing,
                "the snapshot of run \(run.id) is not in its store, and the parts in its folder do not make it up",
                advice: "bring 'objects' over from the store that it was made in, or read its sources again with "
                    + "--from-sources", file: run.directory)
        ])
    }

    static func notComplete(_ run: Run) -> ReproductionError {
        ReproductionError(findings: [
            Finding(
                .error, .runIncomplete, "run \(run.id) is not complete, so there is nothing to do again",
                advice: "run its brief: associate run \(run.directory)/brief.yaml")
        ])
    }

    static func tooOld(_ run: Run) -> ReproductionError {
        ReproductionError(findings: [
            Finding(
                .error, .snapshotMissing, "run \(run.id) was made by a version that kept nothing of its inputs",
                advice: "read its sources again with --from-sources", file: run.directory)
        ])
    }

    static func unwritable(_ path: String) -> ReproductionError {
        ReproductionError(findings: [
            Finding(
                .error, .argumentInvalid, "the attestation cannot be written there",
                advice: "name another place with --attestation", file: path)
        ])
    }

    static func badKey(_ path: String, _ reason: String) -> ReproductionError {
        ReproductionError(findings: [
            Finding(
                .error, .argumentInvalid, "the signing key cannot be used: \(reason)",
                advice: "make one with: openssl genpkey -algorithm ed25519 -out key.pem", file: path)
        ])
    }
}
