mod door;
//  ^ defined: src/doors/door.rs
mod locks;
//  ^ defined: src/doors/locks.rs

pub use self::door::Door;
pub use locks::*;
