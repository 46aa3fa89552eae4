// `self::` starts at the module a path stands in, also where `self` is an object.
mod door {
    pub fn open() {}
}

mod window {
    pub fn open() {}
}

fn enter() {
    self::door::open();
    //          ^ defined: 3
}

struct Hall;

impl Hall {
    fn enter(&self) {
        self::window::open();
        //            ^ defined: 7
        self.leave();
        //   ^ defined: 25
    }

    fn leave(&self) {}
}
