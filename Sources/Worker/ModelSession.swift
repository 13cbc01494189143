import Evidence
import Foundation
package import ONNXRuntime

/// A talk with a child that holds a model from outside; it is used by one task at a time.
package final class ModelSession {
    /// What the child loaded.
    package let loaded: LoadedModel
    private let replies: Child.Replies
    private let send: Child.Send
    private let watch: Watch

    init(replies: Child.Replies, send: @escaping Child.Send, watch: Watch) async throws {
        self.replies = replies
        self.send = send
        self.watch = watch
        guard case .loaded(let loaded) = try await WorkerSession.reply(replies) else { throw WorkerSession.Ended() }
        self.loaded = loaded
    }

    /// The model's answers to some rows, in the order asked for.
    ///
    /// - Throws: ``WorkerError``; the session is over then.
    package func answers(to batch: ModelBatch) async throws -> [RuntimeArray] {
        watch.asked()
        await send(try JSONEncoder().encode(batch))
        guard case .modelAnswers(let answers) = try await WorkerSession.reply(replies),
            answers.map(\.name) == batch.outputs, answers.allSatisfy(\.isWhole)
        else { throw WorkerSession.Ended() }
        return answers
    }
}

extension Worker {
    /// Has a model from outside loaded by a child process, which answers for rows as long as `body` runs.
    ///
    /// The child ends with `body`, with the task that waits for it and with this process.
    ///
    /// - Parameters:
    ///   - request: the model.
    ///   - executable: the program to run, normally this one; absolute.
    ///   - arguments: what makes it call ``WorkerProcess/main(hook:)``.
    ///   - environment: variables for the child besides those that libraries are found by; it inherits no other.
    ///   - limit: how long loading, and each batch, may take: work is no excuse.
    ///   - body: what to do with the model.
    /// - Returns: what `body` returns.
    /// - Throws: ``WorkerError`` where the model or the child fails, and what `body` throws.
    package static func model<Value: Sendable>(
        _ request: ModelRequest, executable: String, arguments: [String] = ["_worker"],
        environment: [String: String] = [:], limit: Duration = .seconds(Limits.foreignModelSeconds),
        body: (ModelSession) async throws -> Value
    ) async throws -> Value {
        let watch = Watch { _ in }
        let child = Child(
            executable: executable, arguments: arguments, environment: environment, silence: limit, watch: watch)
        let (result, status) = try await child.run(.model(request)) { replies, send in
            do {
                let session = try await ModelSession(replies: replies, send: send, watch: watch)
                return Result<Value, any Error>.success(try await body(session))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let value)?: return value
        case .failure(let error)? where !(error is WorkerSession.Ended): throw error
        default: throw watch.end(status: status, silence: limit)
        }
    }
}
