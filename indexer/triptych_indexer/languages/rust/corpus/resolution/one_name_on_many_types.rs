// Rust has no overloads: one name may belong to many types, and the type decides; a trait may be implemented many times.
struct Price(u32);
struct Weight(u32);

impl Price {
    fn add(&self, other: u32) {}
}

impl Weight {
    fn add(&self, other: u32) {}
}

trait Scaled {
    fn scale(&self) -> u32;
}

impl Scaled for Price {
    fn scale(&self) -> u32 {
        1
    }
}

impl Scaled for Weight {
    fn scale(&self) -> u32 {
        2
    }
}

fn work(price: Price, weight: &Weight) {
    price.add(1);
    //    ^ defined: 6
    weight.add(1);
    //     ^ defined: 10
    price.scale();
    //    ^ defined: 18
    weight.scale();
    //     ^ defined: 24
    Scaled::scale(&price);
    //      ^ defined: 14 virtual
}
