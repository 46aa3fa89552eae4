// Types and members, and who may use them.
using System;
// <- use System {*}
using Text = System.String;
// <- use System.String {* as Text}
using static System.Math;
// <- use System.Math {*}

namespace Shop.Shelves
//        ^ namespace Shop.Shelves
{
    public delegate int Change<T>(T item);
    //                  ^ type_alias Shop.Shelves.Change<T> = int

    [Serializable]
    public abstract partial class Shelf<T> : Base, ISized where T : Item, new()
    //                            ^ class Shop.Shelves.Shelf<T: Item + new()>, abstract, Serializable
    {
        public const int Limit = 10;
        //               ^ constant Shop.Shelves.Shelf.Limit: int, const
        private readonly int width, height = 3;
        //                   ^ field Shop.Shelves.Shelf.width: int, private
        //                          ^ field Shop.Shelves.Shelf.height: int, private
        protected internal static string Owner;
        //                               ^ field Shop.Shelves.Shelf.Owner: string, internal, static
        public event EventHandler Opened;
        //                        ^ property Shop.Shelves.Shelf.Opened: EventHandler

        public Shelf(string owner, params int[] sizes) : base(owner)
        //     ^ constructor Shop.Shelves.Shelf.Shelf(owner: string, *sizes: int[])
        {
            var local = 1;
        }

        ~Shelf() {}
        // <- method Shop.Shelves.Shelf.~(), private

        public int Size { get; private set; } = 3;
        //         ^ property Shop.Shelves.Shelf.Size: int
        public string Name => "shelf";
        //            ^ property Shop.Shelves.Shelf.Name: string
        public T this[int index] => items[index];
        //       ^ property Shop.Shelves.Shelf.this(index: int) -> T

        public abstract int Weigh();
        //                  ^ method Shop.Shelves.Shelf.Weigh() -> int, abstract

        [Obsolete]
        protected override async Task<T> Find(string name, int tries = 3, ref int code)
        //                               ^ method Shop.Shelves.Shelf.Find(name: string, tries: int = 3, code: int) -> Task<T>, protected, async, override, Obsolete
        {
            int Inner(int x) => x;
            //  ^ function Shop.Shelves.Shelf.Find.Inner(x: int) -> int, private
            return await Load();
        }

        public static Shelf<T> operator +(Shelf<T> a, Shelf<T> b) => a;
        //                              ^ method Shop.Shelves.Shelf.+(a: Shelf<T>, b: Shelf<T>) -> Shelf<T>, static

        string Hidden() => "";
        //     ^ method Shop.Shelves.Shelf.Hidden() -> string, private

        class Nail {}
        //    ^ class Shop.Shelves.Shelf.Nail, private
    }

    public interface ISized
    //               ^ interface Shop.Shelves.ISized
    {
        int Size { get; }
        //  ^ property Shop.Shelves.ISized.Size: int
        int Weigh();
        //  ^ method Shop.Shelves.ISized.Weigh() -> int, abstract
    }

    enum Colour { Red, Blue = 3 }
    //   ^ enum Shop.Shelves.Colour, internal
    //            ^ enum_member Shop.Shelves.Colour.Red, internal
    //                 ^ enum_member Shop.Shelves.Colour.Blue, internal

    public record Point(int X, int Y);
    //            ^ class Shop.Shelves.Point
    //                      ^ property Shop.Shelves.Point.X: int
    //                             ^ property Shop.Shelves.Point.Y: int

    public struct Pair
    //            ^ struct Shop.Shelves.Pair
    {
        public int First;
        //         ^ field Shop.Shelves.Pair.First: int
    }

    static class Tools
    //           ^ class Shop.Shelves.Tools, internal, static
    {
        public static int Twice(this int number) => number * 2;
        //                ^ method Shop.Shelves.Tools.Twice(number: int) -> int, static
    }
}
