import Foundation

/// This program itself, which also plays the worker.
enum Executable {
    /// Absolute path of the running executable.
    static var path: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }
}
