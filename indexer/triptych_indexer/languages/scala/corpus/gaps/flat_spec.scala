class StoreSpec extends AnyFlatSpec {
  "A store" should "sell" in {
    assert(true)
  }
}
