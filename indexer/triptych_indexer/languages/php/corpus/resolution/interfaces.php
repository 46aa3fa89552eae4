<?php // A call through an interface leads to the declaration, and is virtual; a trait's methods are those of the class.
namespace Shop;

interface Priced
{
    public function price(): int;
}

trait Loud
{
    public function shout() {}
}

class Item implements Priced
{
    use Loud;

    public function price(): int
    {
        $this->shout();
        //     ^ defined: 11
        return 1;
    }
}

function use_them(Priced $any, Item $item)
{
    $any->price();
    //    ^ defined: 6 ~0.60 virtual
    $item->price();
    //     ^ defined: 18 direct
    $item->shout();
    //     ^ defined: 11
}
