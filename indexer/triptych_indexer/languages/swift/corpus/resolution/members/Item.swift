protocol Priced {
    func price() -> Int
}

class Item: Priced {
    func price() -> Int { return 1 }
}

extension Item {

    func wrap() -> Item { return self }
}

class Base {

    func inherited() {}
}
