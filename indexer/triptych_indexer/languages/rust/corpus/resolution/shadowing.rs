// A name may be bound anew: from there on it is the new thing.
struct Raw;
struct Cooked;

impl Raw {
    fn cook(self) -> Cooked {
        Cooked
    }

    fn taste(&self) {}
}

impl Cooked {
    fn taste(&self) {}
}

fn work() {
    let dish = Raw;
    dish.taste();
    //   ^ defined: 10
    let dish = dish.cook();
    dish.taste();
    //   ^ defined: 14
}
