<?php
class ShopTest extends TestCase {
    /** @test */
    public function it_sells(): void {}
}
