enum Kind {
    case large(Int, name: String)
}
