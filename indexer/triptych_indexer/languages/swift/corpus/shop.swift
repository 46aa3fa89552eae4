import Foundation
@testable import Shop
import struct Shop.Item
import class UIKit.UIView

/// Most items.
let maxItems = 40
private(set) var counter: Int = 0
typealias Names = [String]

/// Sells things.
///
/// - Parameter name: what
@available(iOS 13, *)
@objc public final class Store<T: Item>: Base<T>, Sellable, Closeable where T: Comparable {
    /// Items.
    public private(set) var items: [T] = []
    static let limit = 3
    weak var delegate: StoreDelegate?
    lazy var lazyOne: Int = { 3 }()
    var count: Int { items.count }
    var price: Double { get { 1 } set { x = newValue } }
    @Published var name: String = "x" { didSet { go() } }
    let a, b: Int
    /// Makes one.
    init(name: String, size: Int = 3) { super.init(); self.name = name }
    convenience init?(_ x: Int) throws { return nil }
    required init(from decoder: Decoder) throws {}
    deinit { stop() }
    /// Sells.
    @discardableResult
    override func sell<R: Any>(_ item: T, at count: Int = 1, to others: T..., f: @escaping (Int) -> R) async throws -> R? where R: X {
        guard let item = item, x || y else { throw SoldOut.none }
        if a && b { } else if c { }
        for x in items where x.ok { continue }
        while true { break }
        repeat { } while x
        switch count { case 1: break; case 2, 3: go(); default: break }
        do { try go() } catch let e as IOError { } catch { }
        let r = try await client.get("a")?.result ?? 2
        items.filter { $0.ok }.map(\.name).forEach { print($0) }
        let p = Item(1); let q: Item = .init(2)
        item.price?.round()
        func inner(a: Int) -> Int { a }
        return a ? b : c
    }
    static func make() -> Store { Store(name: "x") }
    class func build() {}
    private func hush() {}
    fileprivate mutating func go() {}
    subscript(index: Int) -> T { get { items[index] } }
    static func == (l: Store, r: Store) -> Bool { true }
    enum Kind { case small, large }
}
public protocol Sellable: AnyObject, Other {
    associatedtype Thing: Item
    var x: Int { get set }
    init(a: Int)
    func sell(_ a: Int) -> Int
    static func make() -> Self
}
indirect enum Kind: String, Named {
    case small = "s"
    case large(Int, name: String), other
    var label: String { "x" }
    func f() {}
}
struct Point: Codable {
    var x, y: Int
    let z: Int
}
extension Store: Equatable where T: Codable { func extra() {}
    static let shared = 1
}
extension Array.Inner { var second: Int { 1 } }
actor Bank { var total = 0; nonisolated func f() {} }
func helper<T>(a: Int, _ b: inout T) -> (Int, T) { (a, b) }
infix operator +++ : AdditionPrecedence
func +++ (a: Int, b: Int) -> Int { a }
@main struct App { static func main() { Shop.Store.make() } }
final class StoreTests: XCTestCase { func testSells() throws { XCTAssertEqual(1, 1) } }
@Test func sellsOne() { #expect(1 == 1) }
#if DEBUG
func debug() {}
#endif
macro stringify<T>(_ x: T) -> T = #externalMacro(module: "M", type: "T")
