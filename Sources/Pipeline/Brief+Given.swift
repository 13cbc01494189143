package import Evidence
import Foundation
package import Framing
import Store

extension Brief {
    /// The brief that a person handed over: a file, or a table together with its label.
    ///
    /// - Throws: `BriefError` with all that is wrong, ``ArgumentError`` where a label is missing or one too many.
    package static func given(_ input: String, label: String?) throws -> Brief {
        guard !WebAddress.isOne(input) else {
            throw ArgumentError(
                "'\(WebAddress.withoutCredentials(input))' is an address, and only files of this machine are read",
                advice: "fetch it first, and name the file")
        }
        let isBrief = ["yaml", "yml"].contains(URL(fileURLWithPath: input).pathExtension.lowercased())
        switch (isBrief, label) {
        case (true, nil): return try BriefReader.read(contentsOf: input, keptFrom: Run.original(ofKept: input))
        case (true, _?):
            throw ArgumentError(
                "--label goes with a table; a brief names its label itself", advice: "leave --label out")
        case (false, let label?):
            let word = TableWord(input)
            return Brief.inferred(forTable: word.path, table: word.table, label: label)
        case (false, nil):
            throw ArgumentError(
                "'\(input)' is taken for a table, and a table needs --label",
                advice: "name the column to predict: associate run \(input) --label COLUMN; a brief ends in .yaml")
        }
    }
}

/// Arguments that do not go together.
package struct ArgumentError: HouseError {
    package let findings: [Finding]
    package var exitStatus: ExitStatus { .inputWrong }

    init(_ message: String, advice: String, code: FindingCode = .argumentInvalid) {
        findings = [Finding(.error, code, message, advice: advice)]
    }
}
