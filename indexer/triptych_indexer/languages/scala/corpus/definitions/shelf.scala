// Classes, objects, traits, givens, and what stands in them.
package shop.shelves
//      ^ namespace shop.shelves

import shop.{Item => Thing, Base}
// <- import shop {Item as Thing, Base}
import scala.collection.mutable._
// <- import scala.collection.mutable {*}

trait Sized[+T] {
//    ^ trait Sized<+ T>
  type Unit
  //   ^ type_alias Sized.Unit
  val max: Int = 3
  //  ^ property Sized.max: Int
  def size: Int
  //  ^ method Sized.size() -> Int, abstract
  def measure(unit: String): Int = 1
  //  ^ method Sized.measure(unit: String) -> Int
}

abstract class Shelf[T <: Item](private val owner: String, var width: Int = 3, plain: Int) extends Base with Sized[T] {
//             ^ class Shelf<T: Item>, abstract
//                                          ^ field Shelf.owner: String, private
//                                                             ^ field Shelf.width: Int
  private val secret = 1
  //          ^ property Shelf.secret, private
  protected var items: List[T] = Nil
  //            ^ property Shelf.items: List[T], protected
  lazy val later: Int = 2
  //       ^ property Shelf.later: Int
  val (a, b) = (1, 2)
  //   ^ property Shelf.a
  //      ^ property Shelf.b

  def this(owner: String) = this(owner, 3, 1)
  //  ^ constructor Shelf.this(owner: String)

  override def find(name: String)(implicit by: Order): Option[T] = {
  //           ^ method Shelf.find(name: String, by: Order) -> Option[T], override
    def inner(x: Int) = x
    //  ^ function Shelf.find.inner(x: Int)
    val local = 1
    None
  }

  def +(other: Shelf[T]): Shelf[T] = other
  //  ^ method Shelf.+(other: Shelf[T]) -> Shelf[T]

  class Nail
  //    ^ class Shelf.Nail
}

object Shelf {
//     ^ class Shelf
  val Limit = 10
  //  ^ property Shelf.Limit
  def apply[T](owner: String): Shelf[T] = ???
  //  ^ method Shelf.apply<T>(owner: String) -> Shelf[T]
}

case class Point(x: Int, y: Int)
//         ^ class Point
//               ^ field Point.x: Int
//                       ^ field Point.y: Int

sealed trait Shape
//           ^ trait Shape
case object Circle extends Shape
//          ^ class Circle

enum Colour(val code: Int) {
//   ^ enum Colour
//              ^ field Colour.code: Int
  case Red extends Colour(1)
  //   ^ enum_member Colour.Red
  case Blue, Green
  //   ^ enum_member Colour.Blue
  //         ^ enum_member Colour.Green
}

type Text = String
//   ^ type_alias Text = String

given ordering: Ordering[Point] with {
//    ^ constant ordering: Ordering[Point]
  def compare(a: Point, b: Point): Int = 0
  //  ^ function ordering.compare(a: Point, b: Point) -> Int
}

extension (number: Int) def twice: Int = number * 2
//                          ^ method Int.twice() -> Int

def top(a: Int): Int = a
//  ^ function top(a: Int) -> Int
