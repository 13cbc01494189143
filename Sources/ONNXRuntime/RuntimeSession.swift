import CONNXRuntime
package import Foundation

/// A graph that ONNX Runtime has loaded and runs on the calling thread.
package final class RuntimeSession: @unchecked Sendable {
    // A session may be run by several threads at a time.
    private let library: RuntimeLibrary
    private let environment: OpaquePointer
    private let session: OpaquePointer
    private let memory: OpaquePointer

    /// Loads an ONNX file that this program wrote.
    package init(_ model: Data, in library: RuntimeLibrary) throws(RuntimeError) {
        let functions = library.functions
        let options = try library.made { functions.pointee.CreateSessionOptions(&$0) }
        defer { functions.pointee.ReleaseSessionOptions(options) }
        try library.check(functions.pointee.SetIntraOpNumThreads(options, 1))
        try library.check(functions.pointee.SetInterOpNumThreads(options, 1))
        let environment = try library.made { functions.pointee.CreateEnv(ORT_LOG_ERRORS, "associate", &$0) }
        do throws(RuntimeError) {
            let bytes = [UInt8](model)
            session = try library.made {
                functions.pointee.CreateSessionFromArray(environment, bytes, bytes.count, options, &$0)
            }
        } catch {
            functions.pointee.ReleaseEnv(environment)
            throw error
        }
        do throws(RuntimeError) {
            memory = try library.made {
                functions.pointee.CreateCpuMemoryInfo(ORT_DEVICE_ALLOCATOR, ORT_MEMORY_DEFAULT, &$0)
            }
        } catch {
            functions.pointee.ReleaseSession(session)
            functions.pointee.ReleaseEnv(environment)
            throw error
        }
        self.library = library
        self.environment = environment
    }

    deinit {
        let functions = library.functions
        functions.pointee.ReleaseMemoryInfo(memory)
        functions.pointee.ReleaseSession(session)
        functions.pointee.ReleaseEnv(environment)
    }

    /// Answers to some rows.
    ///
    /// - Parameters:
    ///   - inputs: A column for each of the graph's inputs, by its name.
    ///   - scores: The name of an output of doubles.
    ///   - labels: The name of an output of texts, if wanted.
    /// - Returns: The values of the outputs, row-major.
    /// - Throws: ``RuntimeError`` where a text has a NUL character, or the library refuses the columns.
    package func run(
        _ inputs: [(name: String, column: RuntimeInput)], scores: String, labels: String?
    ) throws(RuntimeError) -> (scores: [Double], labels: [String]?) {
        var tensors: [RuntimeTensor] = []
        for input in inputs { tensors.append(try RuntimeTensor(input.column, memory: memory, library)) }
        let inputNames = CTexts(inputs.map(\.name))
        let outputNames = CTexts([scores] + (labels.map { [$0] } ?? []))
        let values = tensors.map { Optional($0.value) }
        var answers = [OpaquePointer?](repeating: nil, count: outputNames.pointers.count)
        try library.check(
            library.functions.pointee.Run(
                session, nil, inputNames.pointers, values, values.count, outputNames.pointers, answers.count, &answers))
        let outputs = answers.compactMap { $0.map { RuntimeTensor($0, of: library) } }
        withExtendedLifetime((tensors, inputNames, outputNames)) {}
        guard outputs.count == answers.count else { throw .refused("an output is missing") }
        return (scores: try outputs[0].doubles(), labels: labels == nil ? nil : try outputs[1].texts())
    }
}
