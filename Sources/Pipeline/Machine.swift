import Evidence
import Foundation

/// The machine that a run was made on; only the manifest says it.
enum Machine {
    static var current: RunRecord.Machine {
        #if arch(x86_64)
            let architecture = "x86_64"
        #elseif arch(arm64)
            let architecture = "arm64"
        #else
            let architecture = "other"
        #endif
        #if os(Linux)
            let system = "linux"
        #elseif os(macOS)
            let system = "macos"
        #else
            let system = "other"
        #endif
        return RunRecord.Machine(
            system: system, architecture: architecture, cores: ProcessInfo.processInfo.activeProcessorCount)
    }
}
