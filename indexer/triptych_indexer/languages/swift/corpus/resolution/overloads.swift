// Of functions with one name the number of arguments tells which.
class Door {
    func open() {}

    func open(key: String, slowly: Bool) {}
}

func use(door: Door) {
    door.open()
    //   ^ defined: 3
    door.open(key: "k", slowly: true)
    //   ^ defined: 5
}
