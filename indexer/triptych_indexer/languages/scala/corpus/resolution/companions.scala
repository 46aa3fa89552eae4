// A class and its companion are one name: what is made is of the class, what is called on the name is the companion's.
package shop

class Door private (width: Int) {
  def open(): Unit = {}
}

object Door {
  def apply(width: Int): Door = new Door(width)

  def standard(): Door = new Door(80)
}

object Use {
  def use(doors: List[Door]): Unit = {
    Door.standard().open()
    //   ^ defined: 11
    //              ^ defined: 5
    for (door <- doors) door.open()
    //                       ^ defined: 5
  }
}
