// A name that is used again publicly leads to where it is defined, over any number of steps and under any name.
mod doors;
pub mod prelude;

pub use doors::{turn, Door as Gate};

fn work() {
    Gate::new().open();
    //    ^ defined: src/doors/door.rs:4
    //          ^ defined: src/doors/door.rs:8
    turn();
    // <- defined: src/doors/locks.rs:1
    prelude::turn();
    //       ^ defined: src/doors/locks.rs:1
}

mod inside {
    use crate::prelude::*;

    fn work() {
        Door::new().open();
        //    ^ defined: src/doors/door.rs:4
        //          ^ defined: src/doors/door.rs:8
    }
}
