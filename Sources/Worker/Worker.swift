import Evidence

/// The parent's side: starts the child that opens foreign bytes, and turns whatever becomes of it into an answer.
package enum Worker {
    /// Has a snapshot made by a child process.
    ///
    /// The child ends with the task that waits for it (within a second of its cancellation) and with this process.
    ///
    /// - Parameters:
    ///   - request: what to do.
    ///   - executable: the program to run, normally this one; absolute.
    ///   - arguments: what makes it call ``WorkerProcess/main(hook:)``.
    ///   - environment: variables for the child besides those that libraries are found by; it inherits no other.
    ///   - silence: how long the child may give no sign of life.
    ///   - progress: told of each step, from some thread.
    /// - Returns: the snapshot, which the parent still has to hash before it trusts it.
    /// - Throws: ``WorkerError``: exit 2 for wrong sources or SQL, 1 where the engine died, hung or ran out of memory.
    package static func run(
        _ request: WorkerRequest, executable: String, arguments: [String] = ["_worker"],
        environment: [String: String] = [:],
        silence: Duration = .seconds(Limits.workerSilenceSeconds),
        progress: @escaping @Sendable (WorkerProgress) -> Void = { _ in }
    ) async throws(WorkerError) -> WorkerResponse {
        let watch = Watch(progress: progress)
        let child = Child(
            executable: executable, arguments: arguments, environment: environment, silence: silence, watch: watch)
        // The answer is the last message; the child ends by itself behind it.
        let (_, status) = try await child.run(.snapshot(request)) { replies, _ in
            while await replies.next() != nil {}
        }
        do throws(WorkerError) {
            return try watch.answer(status: status, silence: silence)
        } catch {
            throw error.showing(request.dataset)
        }
    }

    /// Has sources opened by a child process, which answers plans of queries as long as `body` runs.
    ///
    /// The child ends with `body`, with the task that waits for it and with this process. Nothing is written, and
    /// the sources are read once, however many plans there are.
    ///
    /// - Parameters:
    ///   - request: what to open.
    ///   - executable: the program to run, normally this one; absolute.
    ///   - arguments: what makes it call ``WorkerProcess/main(hook:)``.
    ///   - environment: variables for the child besides those that libraries are found by; it inherits no other.
    ///   - silence: how long the child may give no sign of life while it has something to do.
    ///   - progress: told of each step, from some thread.
    ///   - body: what to do with the open sources.
    /// - Returns: what `body` returns.
    /// - Throws: ``WorkerError`` where sources, SQL or the child fail, and what `body` throws.
    package static func session<Value: Sendable>(
        _ request: QueryRequest, executable: String, arguments: [String] = ["_worker"],
        environment: [String: String] = [:],
        silence: Duration = .seconds(Limits.workerSilenceSeconds),
        progress: @escaping @Sendable (WorkerProgress) -> Void = { _ in },
        body: (WorkerSession) async throws -> Value
    ) async throws -> Value {
        let watch = Watch(progress: progress)
        let child = Child(
            executable: executable, arguments: arguments, environment: environment, silence: silence, watch: watch)
        let (result, status) = try await child.run(.queries(request)) { replies, send in
            do {
                let session = try await WorkerSession(replies: replies, send: send, watch: watch)
                return Result<Value, any Error>.success(try await body(session))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value)?: return value
        case .failure(let error as WorkerError)?: throw error.showing(request.dataset)
        case .failure(let error)? where !(error is WorkerSession.Ended): throw error
        default: throw watch.end(status: status, silence: silence)
        }
    }
}

extension WorkerError {
    /// The error with the line of the dataset's SQL that each finding is about.
    fileprivate func showing(_ dataset: WorkerRequest.Dataset?) -> WorkerError {
        let findings = findings.map { found in
            var finding = found
            finding.excerpt = dataset?.excerpt(for: found)
            return finding
        }
        return WorkerError(findings: findings, exitStatus: exitStatus)
    }
}
