<?php
namespace Shop\Tools;

class Hammer
{
    public function hit() {}
}
