// A property that is made by `lazy` is what the closure gives.
class Item {
    fun price() = 1
}

class Other {
    fun price() = 2
}

class Store {
    val item by lazy { Item() }

    fun use() {
        item.price()
        //   ^ defined: 3
    }
}
