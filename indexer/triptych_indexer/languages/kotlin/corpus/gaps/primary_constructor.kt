class Store(val name: String)
