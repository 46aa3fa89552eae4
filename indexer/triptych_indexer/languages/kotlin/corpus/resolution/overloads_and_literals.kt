// Of several functions of one name a literal tells which one is called; a property is no function.
class Reply {
    var failing = false

    fun body(bytes: Buffer): Reply = this

    fun body(text: String): Reply = this

    fun body(size: Int): Reply = this

    fun failing(): Reply = this
}

fun use(reply: Reply) {
    reply.body("sand")
    //    ^ defined: 7 ~0.9
    reply.body(1)
    //    ^ defined: 9 ~0.9
    reply.failing()
    //    ^ defined: 11 ~0.9
}
