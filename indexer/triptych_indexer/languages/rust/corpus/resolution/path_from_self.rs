// `self::` starts at the module a path stands in; in a call it is taken for the object.
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
