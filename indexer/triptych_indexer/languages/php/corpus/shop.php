<?php
declare(strict_types=1);
namespace App\Shop;

use App\Models\Item;
use App\Base as Root, App\Other;
use App\Http\{Request, Response as Res};
use function App\helper;
use const App\LIMIT;
require_once __DIR__ . '/vendor/autoload.php';
require 'x.php';
include "y.php";

const MAX = 40;
define('OLD', 1);

/**
 * Sells things.
 */
#[Entity(name: 'x')]
abstract class Store extends Base\Thing implements Sellable, \Countable
{
    use Logs, Caches { log as protected debug; }
    /** Most. */
    public const int LIMIT = 3, OTHER = 4;
    private static ?array $made = null;
    public readonly string $name, $other;
    var $old;
    protected int|string $kind { get => 1; }

    /** Makes one. @param string $name what */
    public function __construct(private readonly Item $item, protected int $size = 3, string ...$rest) {
        parent::__construct($name);
    }

    #[Override]
    final public static function sell(?Item $item, int &$count = 1, callable $f = null): ?string
    {
        if ($item && $count > 0 || !$x) { throw new SoldOut("none"); }
        elseif ($y) {}
        foreach ($items as $k => $v) { continue; }
        for (;;) {} while (1) {} do {} while (0);
        switch ($a) { case 1: break; default: }
        try { $this->go()->then(); } catch (IOException | Error $e) {} finally {}
        $r = match($x) { 1, 2 => 'a', default => 'b' };
        self::make(); static::make(); Item::find(1)->save(); $item?->price();
        $z = $a ? $b : $c; $q = $a ?? $b;
        $fn = fn(int $x) => $x * 2;
        $cl = function ($x) use ($y): int { return helper($x); };
        new class extends Foo { public function hi() {} };
        \strlen($x); namespace\foo(); $obj = new \App\Thing; new static(); new $class();
        array_map([$this, 'sell'], $x); $f(1); $this->callbacks['x']();
        return $item instanceof Item ? 1 : 2;
    }
    abstract protected function hook(): void;
    private function hush() {}
}
interface Sellable extends A, B { const X = 1; public function sell(): int; }
trait Logs { protected $log; abstract function x(); public function log() {} }
enum Kind: string implements HasLabel { case Small = 's'; #[X] case Large = 'l'; const D = self::Small; public function label(): string { return 'x'; } }
/** Helps. */
function helper(int $a, $b = []): array { return []; }
final class StoreTest extends TestCase { public function testSells(): void {} /** @test */ public function it_works() {} #[Test] public function other() {} }
$global = 3;
it('sells', function () { expect(1)->toBe(1); });
?>
<html><?= $x ?></html>
