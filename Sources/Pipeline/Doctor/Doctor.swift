import Evidence
import Foundation

/// Looks at the machine: what is installed, which versions, what is missing and what cures it.
///
/// Nothing is changed.
package struct Doctor: Sendable {
    private let store: String
    private let executable: String
    private let isTerminal: Bool
    private let width: Int

    /// - Parameters:
    ///   - store: the store's folder as the person named it.
    ///   - executable: this program, which opens the libraries in processes of their own.
    ///   - isTerminal: whether standard output is a terminal.
    ///   - width: the columns of the terminal.
    package init(store: String, executable: String, isTerminal: Bool, width: Int) {
        self.store = store
        self.executable = executable
        self.isTerminal = isTerminal
        self.width = width
    }

    /// All that was found, the libraries first.
    package func diagnosis() -> Diagnosis {
        let machine = Machine.current
        let libraries = NativePart.allCases.map { $0.check(executable: executable) }
        let own = [
            MachineChecks.store(store), MachineChecks.scratch(), MachineChecks.memory(), MachineChecks.threads(),
            TerminalCheck.check(
                isTerminal: isTerminal, width: width, environment: ProcessInfo.processInfo.environment),
            Diagnosis.Check("Swift", .note, "builds Associate; a program that is built runs without it"),
        ]
        return Diagnosis(system: "\(machine.system) \(machine.architecture)", checks: libraries + own)
    }
}
