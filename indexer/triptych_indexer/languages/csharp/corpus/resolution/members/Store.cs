// A bare call is one of the same object; `var`, fields, properties and results tell the type of a receiver.
namespace Shop
{
    public partial class Store : Base
    {
        private readonly Item _item = new Item();
        public Item First { get; set; }
        public Item Second => _item.Wrap();

        public Item Find(string name)
        {
            Helper();
            // <- defined: More.cs:7
            Inherited();
            // <- defined: Base.cs:5
            _item.Price();
            //    ^ defined: More.cs:14
            this._item.Price();
            //         ^ defined: More.cs:14
            First.Price();
            //    ^ defined: More.cs:14
            Second.Price();
            //     ^ defined: More.cs:14
            var made = new Item();
            made.Wrap().Price();
            //   ^ defined: More.cs:16
            //          ^ defined: More.cs:14
            Item other = Find("x");
            other.Price();
            //    ^ defined: More.cs:14
            foreach (var item in All())
            {
                item.Price();
                //   ^ defined: More.cs:14
            }
            object any = other;
            if (any is Item thing)
            {
                thing.Price();
                //    ^ defined: More.cs:14
            }
            ((Item)any).Price();
            //          ^ defined: More.cs:14
            other?.Price();
            //     ^ defined: More.cs:14
            base.Inherited();
            //   ^ defined: Base.cs:5
            return Store.Open()._item;
            //           ^ defined: More.cs:9
        }
    }
}
