// A closure is called with an element.
class Door {
  def open(): Unit = {}
}

class Window {
  def open(): Unit = {}
}

class Use {
  def work(doors: List[Door]): Unit = {
    doors.foreach(door => door.open())
    //                         ^ defined: 3
  }
}
