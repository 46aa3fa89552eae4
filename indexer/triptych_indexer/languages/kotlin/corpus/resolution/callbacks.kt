// What a closure is called with is an element, the object itself, or what the only method of an interface takes.
class Door {
    fun open() {}
}

class Window {
    fun open() {}
}

fun interface Visitor {
    fun visit(door: Door)
}

fun each(visitor: Visitor) {}

fun around(depth: Int, block: (Window) -> Unit) {}

fun use(doors: List<Door>, window: Window) {
    doors.forEach { it.open() }
    //                 ^ defined: 3
    doors.filter { one -> true }.forEach { one ->
        one.open()
        //  ^ defined: 3
    }
    window.let { it.open() }
    //              ^ defined: 7
    each { door -> door.open() }
    //                  ^ defined: 3
    Visitor { one -> one.open() }
    //                   ^ defined: 3
    around(1) { it.open() }
    //             ^ defined: 7
}
