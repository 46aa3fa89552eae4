// Classes, objects, properties and functions outside of classes.
package shop.shelves
//      ^ namespace shop.shelves

import shop.Item as Thing
// <- import shop {Item as Thing}
import kotlin.math.*
// <- import kotlin.math {*}

const val LIMIT = 10
//        ^ constant LIMIT, const
val name: String = "shop"
//  ^ variable name: String
private var count = 0
//          ^ variable count, private

typealias Handler<T> = (T) -> Unit
//        ^ type_alias Handler<T> = (T) -> Unit

interface Sized {
//        ^ interface Sized
    val size: Int
    //  ^ property Sized.size: Int
    fun measure(unit: String): Int
    //  ^ method Sized.measure(unit: String) -> Int, abstract
    fun empty(): Boolean = size == 0
    //  ^ method Sized.empty() -> Boolean
}

abstract class Shelf<T : Item>(private val owner: String, var width: Int = 3, plain: Int) : Base(owner), Sized {
//             ^ class Shelf<T: Item>, abstract
//                                         ^ field Shelf.owner: String, private
//                                                            ^ field Shelf.width: Int
    override val size: Int get() = 1
    //           ^ property Shelf.size: Int, override
    protected lateinit var items: List<T>
    //                     ^ property Shelf.items: List<T>, protected

    init {
        val local = 1
    }

    constructor(owner: String) : this(owner, 3, 1)
    // <- constructor Shelf.constructor(owner: String)

    abstract fun weigh(): Int
    //           ^ method Shelf.weigh() -> Int, abstract

    override suspend fun find(name: String, vararg rest: Int): T? {
    //                   ^ method Shelf.find(name: String, *rest: Int) -> T?, async, override
        fun inner() {}
        //  ^ function Shelf.find.inner()
        val local = 1
        return null
    }

    private inline fun <reified U> pick(): U = TODO()
    //                             ^ method Shelf.pick<U>() -> U, private

    inner class Board
    //          ^ class Shelf.Board

    companion object {
        const val MAX = 3
        //        ^ constant Shelf.MAX, const
        fun make() = 1
        //  ^ method Shelf.make()
    }
}

data class Point(val x: Int, val y: Int)
//         ^ class Point
//                   ^ field Point.x: Int
//                               ^ field Point.y: Int

enum class Colour(val code: Int) {
//         ^ enum Colour
//                    ^ field Colour.code: Int
    RED(1),
    // <- enum_member Colour.RED
    BLUE(2);
    // <- enum_member Colour.BLUE

    fun label() = "colour"
    //  ^ method Colour.label()
}

object Tools {
//     ^ class Tools
    fun mend() {}
    //  ^ method Tools.mend()
}

sealed interface Shape
//               ^ interface Shape

fun String.shout(times: Int = 1): String = uppercase()
//         ^ method String.shout(times: Int = 1) -> String

internal fun main() {
//           ^ function main(), internal
    val local = 1
}
