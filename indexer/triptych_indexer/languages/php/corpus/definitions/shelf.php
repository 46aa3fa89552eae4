<?php
// Namespaces, classes, traits, enumerations and functions.
namespace Shop\Shelves;
//        ^ namespace Shop\Shelves

use Shop\Item as Thing;
// <- use Shop {Item as Thing}
use function Shop\mend;
// <- use Shop {mend}

const LIMIT = 10;
//    ^ constant LIMIT
define('OLD', 3);
//      ^ constant OLD

interface Sized
//        ^ interface Sized
{
    const MAX = 3;
    //    ^ constant Sized.MAX
    public function size(): int;
    //              ^ method Sized.size() -> int, abstract
}

trait Loud
//    ^ trait Loud
{
    protected function shout(string $text = "x"): void {}
    //                 ^ method Loud.shout(text: string = "x") -> void, protected
}

#[Attribute]
abstract class Shelf extends Base implements Sized
//             ^ class Shelf, abstract, Attribute
{
    use Loud;

    public const WIDTH = 3;
    //           ^ constant Shelf.WIDTH
    private static ?int $count = null;
    //                   ^ field Shelf.count: ?int, private, static
    protected readonly array $items;
    //                        ^ field Shelf.items: array, protected
    public $plain = 1, $other;
    //      ^ field Shelf.plain
    //                  ^ field Shelf.other

    public function __construct(private string $owner, int ...$sizes)
    //              ^ constructor Shelf.__construct(owner: string, *sizes: int)
    //                                          ^ field Shelf.owner: string, private
    {
        $local = 1;
        $this->extra = 2;
    }

    abstract public function weigh(): float;
    //                       ^ method Shelf.weigh() -> float, abstract

    final public static function make(self|int $from, &$by): static
    //                           ^ method Shelf.make(from: self|int, by) -> static, static, final
    {
        $inner = function ($x) { return $x; };
        return new static();
    }

    function open() {}
    //       ^ method Shelf.open()
}

enum Colour: string
//   ^ enum Colour
{
    case Red = 'r';
    //   ^ enum_member Colour.Red
    case Blue = 'b';
    //   ^ enum_member Colour.Blue

    public function label(): string
    //              ^ method Colour.label() -> string
    {
        return 'colour';
    }
}

function twice(int $number): int
//       ^ function twice(number: int) -> int
{
    function nested() {}
    //       ^ function twice.nested()
    return $number * 2;
}
