package com.example
package shop

import scala.collection.mutable
import java.util.{List => JList, Map, _}
import com.example.Item.*
import cats.syntax.all.given
import a.b.C as D

/** Sells things.
  * @param name what
  */
@SerialVersionUID(1L)
abstract class Store[+T <: Item, K](val name: String, private var size: Int = 3)(implicit ec: Context) extends Base[T](name) with Sellable with Closeable {
  /** Most. */
  final val MaxItems = 40
  private[shop] var counter: Int = 0
  lazy val lazyOne, other: List[T] = Nil
  type Names = List[String]
  type Abs <: Item
  def this(name: String) = this(name, 1)
  /** Sells. */
  @throws(classOf[IOException])
  override protected def sell[R >: T : Ordering](item: T, count: Int = 1, rest: R*)(f: Int => R)(using ctx: Ctx): Option[R] = {
    if (item == null || a && b) throw new SoldOut("none") else {}
    for (x <- items; y <- x if y.ok) { while (true) {} }
    item match { case 1 => go() ; case Foo(a, b) if a => stop() ; case _ => }
    try { go() } catch { case e: IOException => } finally {}
    items.filter(_.ok).map(x => x.name).foreach(println)
    val local = new Item(1); val q = Item(2)
    items map helper
    def inner(a: Int): Int = a
    val anon = new Listener { def on(e: Event): Unit = fire(e) }
    Store.make[Int](1)
    x.y = 3
    return None
  }
  def hook(): Unit
  def +(o: Store[T]): Store[T] = o
}
object Store extends App { def make[A](a: A): A = a; val Limit = 3; case class Inner(x: Int) }
sealed trait Sellable extends A with B { def sell(): Int; val x: Int }
case object Dot extends Shape
case class Circle(r: Double, var z: Int) extends Shape
package object util { def help = 1 }
implicit class Rich(s: String) { def shout = s.toUpperCase }
enum Kind(val label: String) extends Named:
  case Small extends Kind("s")
  case Large(x: Int)
  case A, B
  def f = 1
given ordering: Ordering[Item] with
  def compare(a: Item, b: Item) = 0
extension (s: String)
  def twice: String = s + s
opaque type Id = Int
def top(a: Int) = a
val topVal = 1
class StoreSpec extends AnyFunSuite { test("sells one") { assert(1 == 1) } }
