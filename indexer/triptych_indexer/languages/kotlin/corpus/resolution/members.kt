// A bare call is one of the same object; properties, parameters and results tell the type of a receiver.
package shop

interface Priced {
    fun price(): Int
}

class Item(val name: String) : Priced {
    override fun price(): Int = 1

    fun wrap(paper: String = "plain"): Item = this
}

open class Base {
    fun inherited() {}
}

class Store(private val items: List<Item>) : Base() {
    private val spare = Item("x")

    fun find(name: String): Item? {
        helper()
        // <- defined: 51
        inherited()
        // <- defined: 15
        spare.price()
        //    ^ defined: 9
        items.first().price()
        //            ^ defined: 9
        for (item in items) {
            item.price()
            //   ^ defined: 9
        }
        val made = Item("z")
        made.wrap().wrap("red").price()
        //   ^ defined: 11
        //          ^ defined: 11
        //                      ^ defined: 9
        val any: Any = made
        val known = any as Item
        known.price()
        //    ^ defined: 9
        made.shine()
        //   ^ defined: 57
        Store.open().find("x")?.price()
        //    ^ defined: 54
        //                      ^ defined: 9
        return items[0]
    }

    private fun helper() = spare

    companion object {
        fun open() = Store(listOf())
    }
}
fun Item.shine() = price()

fun use(priced: Priced, store: Store) {
    priced.price()
    //     ^ defined: 5 ~0.60 virtual
    store.find("x")
    //    ^ defined: 21
}
