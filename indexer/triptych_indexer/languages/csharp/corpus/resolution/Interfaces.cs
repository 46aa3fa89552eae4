// A call through an interface leads to the declaration, and is virtual; the number of arguments tells overloads apart.
namespace Shop
{
    interface IDoor
    {
        void Open();
    }

    class Door : IDoor
    {
        public void Open() { }

        public void Open(string key) { }
    }

    class Use
    {
        async void Run(IDoor any, Door door)
        {
            any.Open();
            //  ^ defined: 6 ~0.60 virtual
            door.Open();
            //   ^ defined: 11
            door.Open("k");
            //   ^ defined: 13
            (await Make()).Open();
            //             ^ defined: 11
        }
        async Task<Door> Make() { return null; }
    }
}
