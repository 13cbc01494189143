import CONNXRuntime
package import Foundation

/// A graph that ONNX Runtime has loaded and runs on the calling thread.
package final class RuntimeSession: @unchecked Sendable {
    // A session may be run by several threads at a time.
    let library: RuntimeLibrary
    private let environment: OpaquePointer
    let session: OpaquePointer
    private let memory: OpaquePointer

    /// Loads an ONNX file: in this process only one that this program wrote, in the worker any.
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
        let outputs = try run(tensors, named: inputs.map(\.name), outputs: [scores] + (labels.map { [$0] } ?? []))
        return (scores: try outputs[0].doubles(), labels: labels == nil ? nil : try outputs[1].texts())
    }

    /// Answers to some rows, whatever the types of inputs and outputs.
    ///
    /// - Parameters:
    ///   - inputs: An array for each of the graph's inputs.
    ///   - outputs: The names of the outputs that are wanted.
    /// - Returns: The outputs, in the order asked for.
    /// - Throws: ``RuntimeError`` where the library refuses an array, or an output is neither a tensor nor what a
    ///   ZipMap makes.
    package func run(_ inputs: [RuntimeArray], outputs: [String]) throws(RuntimeError) -> [RuntimeArray] {
        var tensors: [RuntimeTensor] = []
        for input in inputs { tensors.append(try RuntimeTensor(input, memory: memory, library)) }
        let answers = try run(tensors, named: inputs.map(\.name), outputs: outputs)
        var arrays: [RuntimeArray] = []
        for (name, answer) in zip(outputs, answers) { arrays.append(try answer.array(named: name)) }
        return arrays
    }

    private func run(
        _ tensors: [RuntimeTensor], named names: [String], outputs: [String]
    ) throws(RuntimeError) -> [RuntimeTensor] {
        let inputNames = CTexts(names)
        let outputNames = CTexts(outputs)
        let values = tensors.map { Optional($0.value) }
        var answers = [OpaquePointer?](repeating: nil, count: outputNames.pointers.count)
        try library.check(
            library.functions.pointee.Run(
                session, nil, inputNames.pointers, values, values.count, outputNames.pointers, answers.count, &answers))
        let made = answers.compactMap { $0.map { RuntimeTensor($0, of: library) } }
        withExtendedLifetime((tensors, inputNames, outputNames)) {}
        guard made.count == answers.count else { throw .refused("an output is missing") }
        return made
    }
}
