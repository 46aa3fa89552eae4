// Types, their members, and extensions.
import Foundation
// <- import Foundation {*}

let limit = 10
//  ^ constant limit, internal
private var count: Int = 0
//          ^ variable count: Int, private
typealias Handler<T> = (T) -> Void
//        ^ type_alias Handler<T> = (T) -> Void, internal

protocol Sized {
//       ^ interface Sized, internal
    associatedtype Unit
    //             ^ type_alias Sized.Unit, internal
    var size: Int { get }
    //  ^ property Sized.size: Int, internal
    func measure(in unit: Unit) -> Int
    //   ^ method Sized.measure(unit: Unit) -> Int, internal, abstract
    init(size: Int)
    // <- constructor Sized.init(size: Int), internal
}

public class Shelf<T: Item>: Base, Sized where T: Hashable {
//           ^ class Shelf<T: Item + Hashable>
    static let max = 3
    //         ^ property Shelf.max, internal, static
    private let owner: String
    //          ^ property Shelf.owner: String, private
    var width = 3, height: Int
    //  ^ property Shelf.width: Int, internal
    //             ^ property Shelf.height: Int, internal
    lazy var items: [T] = []
    //       ^ property Shelf.items: [T], internal

    public init(owner: String, _ width: Int = 3, rest: Int...) {
    //     ^ constructor Shelf.init(owner: String, width: Int = 3, *rest: Int)
        let local = 1
    }

    deinit {}
    // <- method Shelf.deinit(), internal

    var size: Int {
    //  ^ property Shelf.size: Int, internal
        get { 1 }
        set { width = newValue }
    }

    override func find(by name: String) async throws -> T? {
    //            ^ method Shelf.find(name: String) -> T?, internal, async, override
        func inner() {}
        //   ^ function Shelf.find.inner(), internal
        return nil
    }

    subscript(index: Int) -> T { items[index] }
    // <- property Shelf.subscript(index: Int), internal

    fileprivate static func make<U>(_ from: U) -> Shelf {}
    //                      ^ method Shelf.make<U>(from: U) -> Shelf, private, static

    class Nail {}
    //    ^ class Shelf.Nail, internal
}

struct Point {
//     ^ struct Point, internal
    let x, y: Int
    //  ^ property Point.x: Int, internal
    //     ^ property Point.y: Int, internal
    mutating func move() {}
    //            ^ method Point.move(), internal
}

enum Colour: String {
//   ^ enum Colour, internal
    case red = "r", blue
    //   ^ enum_member Colour.red, internal
    //              ^ enum_member Colour.blue, internal
    case custom(Int)
    //   ^ enum_member Colour.custom, internal

    var label: String { "colour" }
    //  ^ property Colour.label: String, internal
}

extension Point: Sized {
//        ^ impl Point, internal
    func measure(in unit: Int) -> Int { 1 }
    //   ^ method Point.measure(unit: Int) -> Int, internal
}

actor Keeper {}
//    ^ class Keeper, internal

func twice(_ number: Int) -> Int { number * 2 }
//   ^ function twice(number: Int) -> Int, internal

func + (a: Point, b: Point) -> Point { a }
//   ^ function +(a: Point, b: Point) -> Point, internal
