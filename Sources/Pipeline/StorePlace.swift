import Foundation
import Store

/// Where a call keeps its runs.
package enum StorePlace {
    /// The folder that `--store` names, else `ASSOCIATE_STORE`, else `runs`, and never one inside a run.
    ///
    /// - Throws: `StoreError` where the folder that was named would lie inside a run.
    package static func chosen(option: String?) throws -> String {
        try RunStore.location(option: option, environment: ProcessInfo.processInfo.environment)
    }
}
