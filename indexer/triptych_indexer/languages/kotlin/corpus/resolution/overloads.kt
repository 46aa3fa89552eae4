// Of functions with one name the number of arguments tells which; a default counts as given.
package shop

class Door {
    fun open() {}

    fun open(key: String, slowly: Boolean = false) {}
}

fun use(door: Door) {
    door.open()
    //   ^ defined: 5
    door.open("k")
    //   ^ defined: 7
    door.open("k", true)
    //   ^ defined: 7
}
