// A bare call is one of the same object; values, results and companions tell the type of a receiver.
package shop

trait Priced {
  def price(): Int
}

case class Item(name: String) extends Priced {
  override def price(): Int = 1

  def wrap(): Item = this
}

class Base {
  def inherited(): Unit = {}
}

class Store(items: List[Item]) extends Base {
  private val spare = new Item("x")

  def find(name: String): Option[Item] = {
    helper()
    // <- defined: 46
    inherited()
    // <- defined: 15
    spare.price()
    //    ^ defined: 9
    val made = Item("y")
    made.wrap().price()
    //   ^ defined: 11
    //          ^ defined: 9
    for (item <- items) {
      item.price()
      //   ^ defined: 9
    }
    find("z").get.price()
    Store.open().find("x")
    //    ^ defined: 50
    //           ^ defined: 21
    items.head.wrap() match {
      case other: Item => other.price()
      //                        ^ defined: 9
    }
    None
  }
  def helper() = spare
}

object Store {
  def open(): Store = new Store(Nil)
}

object Use {
  def use(priced: Priced): Unit = {
    priced.price()
    //     ^ defined: 5 ~0.60 virtual
  }
}
