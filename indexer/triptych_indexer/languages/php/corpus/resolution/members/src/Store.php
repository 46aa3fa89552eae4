<?php // `$this`, typed properties and parameters, `self`, `static` and `parent` tell whose method is called.
namespace Shop;

use Shop\Tools\Hammer;

class Store extends Base
{
    private ?Item $item = null;

    public function __construct(private Hammer $hammer, Item $other)
    {
        $this->item = $other;
        parent::setUp();
        //      ^ defined: src/Base.php:6
    }

    public function find(string $name): Item
    {
        $this->helper();
        //     ^ defined: src/Store.php:50
        $this->setUp();
        //     ^ defined: src/Base.php:6
        $this->item->price();
        //           ^ defined: src/Item.php:6
        $this->hammer->hit();
        //             ^ defined: src/Tools/Hammer.php:6
        $made = new Item();
        $made->wrap()->price();
        //     ^ defined: src/Item.php:11
        //             ^ defined: src/Item.php:6
        $found = self::open()->find('x');
        //             ^ defined: src/Store.php:52
        //                     ^ defined: src/Store.php:17
        $found->price();
        //      ^ defined: src/Item.php:6
        static::open();
        //      ^ defined: src/Store.php:52
        try {
            helper();
        } catch (Broken $error) {
            $error->explain();
            //      ^ defined: src/Item.php:18
        }
        foreach ([new Item()] as $each) {
            $each->price();
            //     ^ defined: src/Item.php:6
        }
        return $found;
    }
    private function helper() {}

    public static function open(): static
    {
        return new static();
    }
}
