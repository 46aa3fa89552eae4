<?php
namespace Shop;

class Item
{
    public function price(): int
    {
        return 1;
    }

    public function wrap(): self
    {
        return $this;
    }
}
class Broken extends \Exception
{
    public function explain() {}
}
