// A bare call is one of the same object; properties, optionals and extensions belong to their type.
class Store: Base {
    let item = Item()
    var maybe: Item?
    var all: [Item] = []
    var computed: Item { return item }

    func find(_ name: String) -> Item? {
        helper()
        // <- defined: Store.swift:45
        inherited()
        // <- defined: Item.swift:16
        item.price()
        //   ^ defined: Item.swift:6
        self.item.price()
        //        ^ defined: Item.swift:6
        maybe?.price()
        //     ^ defined: Item.swift:6
        computed.price()
        //       ^ defined: Item.swift:6
        let made = Item()
        made.wrap().price()
        //   ^ defined: Item.swift:11
        //          ^ defined: Item.swift:6
        if let found = find("x") {
            found.price()
            //    ^ defined: Item.swift:6
        }
        guard let other = maybe else { return nil }
        other.price()
        //    ^ defined: Item.swift:6
        for one in all {
            one.price()
            //  ^ defined: Item.swift:6
        }
        let cast = other as! Item
        cast.price()
        //   ^ defined: Item.swift:6
        Store.open().helper()
        //    ^ defined: Store.swift:46
        //           ^ defined: Store.swift:45
        return item
    }

    func helper() {}
    static func open() -> Store { return Store() }
}
