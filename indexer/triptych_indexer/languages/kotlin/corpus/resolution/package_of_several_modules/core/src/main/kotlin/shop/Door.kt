package shop

class Door {
    fun open() {}
}
