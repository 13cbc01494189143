import Foundation

/// Points on the unit circle.
enum Circle {
    /// Sine and cosine of a part of a full turn, exact at the quarters.
    static func point(turn: Double) -> [Double] {
        switch turn {
        case 0: [0, 1]
        case 0.25: [1, 0]
        case 0.5: [0, -1]
        case 0.75: [-1, 0]
        default: [sin(2 * .pi * turn), cos(2 * .pi * turn)]
        }
    }
}
