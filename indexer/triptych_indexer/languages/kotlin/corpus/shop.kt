@file:JvmName("Shop")
package com.example.shop

import java.util.*
import kotlin.math.max as biggest
import com.example.Item

/** Most items of one order. */
const val MAX_ITEMS = 40
private var counter: Int = 0
typealias Names = List<String>
val String.shout: String get() = uppercase()
fun <T> List<T>.second(): T = this[1]
fun Names.extension(a: Int): Int = a

/**
 * Sells things.
 * @param name what it is called
 */
@Serializable
data class Store<out T : Item>(
    val name: String,
    private var size: Int = 3,
    other: Int,
    vararg rest: T,
) : Base<T>(name), Sellable, Closeable by other {
    val items: List<T> = listOf()
    lateinit var late: String
    var count: Int
        get() = 1
        private set(value) { field = value }

    init { load() }

    constructor(name: String) : this(name, 1) { go() }

    companion object {
        const val LIMIT = 1
        fun make(): Store<Item> = Store("x")
    }

    /** Sells one. */
    @Throws(IOException::class)
    override suspend fun <R : Any> sell(item: T, count: Int = 1, vararg xs: R, f: (Int) -> R): R? {
        if (item == null || closed && late) throw SoldOut("none")
        for (x in items) {
            while (true) break
        }
        when (count) {
            1 -> first()
            2, 3 -> second()
            is Int -> third()
            else -> fourth()
        }
        try { go() } catch (e: IOException) { }
        items.filter { it.ok }.map(Item::name).forEach(::println)
        val made = Item(1)
        item?.price()?.let { p -> p.round() } ?: other()
        fun inner(a: Int) = a
        return null
    }

    protected abstract fun hook()
    internal open fun go() = Unit
    operator fun plus(o: Store<T>) = o

    private class Hidden {
        fun open() {}
    }
}

interface Sellable : Priced, Named {
    val price: Int
    fun sell(): Int
}

enum class Kind(val label: String) : Named {
    SMALL("s"),
    LARGE("l");

    fun describe() = label
}

object Single : Base() {
    fun go() {}
}

class StoreTest {
    @Test
    fun `sells one`() {
        assertEquals(1, 1)
    }
}

fun main(args: Array<String>) {
    Store("x").sell()
}
