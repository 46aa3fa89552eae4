<?php
namespace Shop;

class Base
{
    protected function setUp() {}
}
