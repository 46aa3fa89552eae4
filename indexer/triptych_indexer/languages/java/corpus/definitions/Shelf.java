// Classes, and all that Java lets stand in them.
package shop.shelves;
//      ^ namespace shop.shelves

import java.util.List;
// <- import java.util {List}
import static java.util.Collections.emptyList;
// <- import java.util.Collections {emptyList}
import java.io.*;
// <- import java.io {*}

public abstract class Shelf<T extends Item & Comparable<T>> extends Base implements Sized, Named {
//                    ^ class Shelf<T: Item & Comparable<T>>, abstract
    public static final int LIMIT = 10;
    //                      ^ constant Shelf.LIMIT: int, static, final
    private static final int FEW = 1, MANY = 2;
    //                       ^ constant Shelf.FEW: int, private, static, final
    //                                ^ constant Shelf.MANY: int, private, static, final
    protected List<T> items;
    //                ^ field Shelf.items: List<T>, protected
    private int width, height = 3;
    //          ^ field Shelf.width: int, private
    //                 ^ field Shelf.height: int, private
    String owner;
    //     ^ field Shelf.owner: String, internal

    static {
        int local = 1;
    }

    public Shelf(String owner, int... sizes) {
    //     ^ constructor Shelf.Shelf(owner: String, *sizes: int)
        this.owner = owner;
    }

    public abstract int size();
    //                  ^ method Shelf.size() -> int, abstract

    @Override
    protected synchronized List<T> find(final String name) throws IOException {
    //                             ^ method Shelf.find(name: String) -> List<T>, protected, override, @Override
        int local = 1;
        return items;
    }

    public int find(int number) {
    //         ^ method Shelf.find(number: int) -> int
        return number;
    }

    static <U> U pick(U[] all) {
    //           ^ method Shelf.pick<U>(all: U[]) -> U, internal, static
        return all[0];
    }

    private static class Nail {
    //                   ^ class Shelf.Nail, private, static
        int length;
        //  ^ field Shelf.Nail.length: int, internal
    }

    class Board {}
    //    ^ class Shelf.Board, internal
}

interface Sized {
//        ^ interface Sized, internal
    int MAX = 3;
    //  ^ constant Sized.MAX: int

    int size();
    //  ^ method Sized.size() -> int, abstract

    default boolean empty() {
    //              ^ method Sized.empty() -> boolean
        return size() == 0;
    }

    static Sized none() {
    //           ^ method Sized.none() -> Sized, static
        return () -> 0;
    }
}

enum Colour implements Named {
//   ^ enum Colour, internal
    RED(1),
    // <- enum_member Colour.RED, internal
    BLUE(2) {
    // <- enum_member Colour.BLUE, internal
        @Override
        public String label() {
        //            ^ method Colour.BLUE.label() -> String, override, @Override
            return "blue";
        }
    };

    private final int code;
    //                ^ field Colour.code: int, private, final

    Colour(int code) {
    // <- constructor Colour.Colour(code: int), internal
        this.code = code;
    }

    public String label() {
    //            ^ method Colour.label() -> String
        return "colour";
    }
}

record Point(int x, int y) {
//     ^ class Point, internal
//               ^ field Point.x: int, internal
//                      ^ field Point.y: int, internal
    Point {
    // <- constructor Point.Point(), internal
        assert x > 0;
    }

    int sum() {
    //  ^ method Point.sum() -> int, internal
        return x + y;
    }
}

record Line(Point from, Point... through) {}
//     ^ class Line, internal
//                ^ field Line.from: Point, internal
//                               ^ field Line.through: Point, internal

@interface Tested {
//         ^ interface Tested, internal
    String value() default "";
    //     ^ method Tested.value() -> String, abstract
}
