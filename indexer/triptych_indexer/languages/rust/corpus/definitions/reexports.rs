// What is used or used again under another name is defined elsewhere.
pub use crate::doors::{Door as Gate, open};
// <- re-export crate::doors {Door as Gate, open}
pub use self::windows::*;
// <- re-export self::windows {*}
use std::{fmt, io::{self, Read as _}};
// <- use std {fmt, io}
// <- use std::io {Read as _}
pub(crate) use super::locks;
// <- re-export super {locks}
extern crate alloc as heap;
// <- use alloc {* as heap}
mod windows;
// <- mod windows
pub mod doors;
// <- mod doors

fn late() {
// ^ function late(), private
    use crate::late::thing;
    // <- use crate::late {thing}
    thing();
}
