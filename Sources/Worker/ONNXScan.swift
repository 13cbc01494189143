import Foundation

/// Looks through an ONNX file for what must not be there, before a library parses it.
///
/// It reads the wire format and nothing of its meaning: tensors whose bytes lie in other files, and forms that are not
/// ONNX. Every field is looked at wherever it stands, so that what a parser merges cannot hide; what cannot be read is
/// refused.
struct ONNXScan {
    /// Why a file is not taken.
    struct Refusal: Equatable {
        let words: String
        let advice: String

        static let notONNX = Refusal(
            words: "is no ONNX file, or is damaged", advice: "export the model anew, and compare the file's hash")
        static let externalData = Refusal(
            words: "keeps weights in other files, and those are never read",
            advice: "save it as one file: onnx.save_model(model, path, save_as_external_data=False)")
        static let tooDeep = Refusal(
            words: "nests graphs deeper than \(ONNXScan.depth) levels", advice: "export the model without such loops")
    }

    /// Levels of messages that are followed.
    fileprivate static let depth = 100

    /// The messages that can lead to a tensor, by the numbers of the fields that lead there (onnx.proto).
    private enum Message {
        case model, graph, node, attribute, tensor, sparseTensor, function, training

        /// What a field holds; `nil` where it leads to no tensor.
        func inside(_ field: UInt64) -> Message? {
            switch (self, field) {
            case (.model, 7): .graph
            case (.model, 20): .training
            case (.model, 25): .function
            case (.graph, 1), (.function, 7): .node
            case (.graph, 5): .tensor
            case (.graph, 15): .sparseTensor
            case (.node, 5), (.function, 11): .attribute
            case (.attribute, 5), (.attribute, 10): .tensor
            case (.attribute, 6), (.attribute, 11): .graph
            case (.attribute, 22), (.attribute, 23): .sparseTensor
            case (.sparseTensor, 1), (.sparseTensor, 2): .tensor
            case (.training, 1), (.training, 2): .graph
            default: nil
            }
        }
    }

    private let bytes: UnsafeRawBufferPointer

    /// Why a file is not taken; `nil` where nothing speaks against it.
    static func refusal(of file: Data) -> Refusal? {
        // The identifier of ONNX Runtime's own format, which it would take for a model without looking further.
        if file.count >= 8, file[file.startIndex + 4..<file.startIndex + 8].elementsEqual("ORTM".utf8) {
            return .notONNX
        }
        return file.withUnsafeBytes { bytes in
            guard !bytes.isEmpty else { return .notONNX }
            return ONNXScan(bytes: bytes).refusal(in: .model, 0..<bytes.count, depth: 0)
        }
    }

    private func refusal(in message: Message, _ range: Range<Int>, depth: Int) -> Refusal? {
        guard depth < Self.depth else { return .tooDeep }
        var place = range.lowerBound
        while place < range.upperBound {
            guard let tag = varint(&place, range.upperBound), tag >> 3 > 0, tag <= UInt64(UInt32.max) else {
                return .notONNX
            }
            let field = tag >> 3
            switch tag & 7 {
            case 0:
                guard let value = varint(&place, range.upperBound) else { return .notONNX }
                // TensorProto.data_location
                if message == .tensor, field == 14, value != 0 { return .externalData }
            case 1: place += 8
            case 5: place += 4
            case 2:
                guard let size = varint(&place, range.upperBound), size <= UInt64(range.upperBound - place) else {
                    return .notONNX
                }
                let end = place + Int(size)
                // TensorProto.external_data
                if message == .tensor, field == 13 { return .externalData }
                if let inside = message.inside(field), let refusal = refusal(in: inside, place..<end, depth: depth + 1)
                {
                    return refusal
                }
                place = end
            // Groups are of a form of the wire format that ONNX never had.
            default: return .notONNX
            }
            guard place <= range.upperBound else { return .notONNX }
        }
        return nil
    }

    /// A number in seven bits a byte; `nil` where it does not end.
    private func varint(_ place: inout Int, _ end: Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, through: 63, by: 7) {
            guard place < end else { return nil }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
