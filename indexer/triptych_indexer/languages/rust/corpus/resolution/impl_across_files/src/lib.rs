// A type's methods stand in any number of `impl` blocks, in any file of the crate.
mod door;
mod locks;

pub use door::Door;
pub use locks::{Key as Opener, Lockable};

pub fn enter(door: &mut Door) {
    door.open();
    //   ^ defined: src/door.rs:8
    door.lock();
    //   ^ defined: src/locks.rs:13
    Door::new().open();
    //          ^ defined: src/door.rs:8
    Door::new();
    //    ^ defined: src/door.rs:4
    door.describe();
    //   ^ defined: src/locks.rs:6
    Opener::cut(1);
    //      ^ defined: src/locks.rs:21
}
