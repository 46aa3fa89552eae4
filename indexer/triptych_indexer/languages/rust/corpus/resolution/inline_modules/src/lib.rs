// `use` leads into a module that is written inside the file, and `self` and `super` are modules.
mod tools {
    pub fn mend() {}

    pub mod fine {
        pub struct Saw;

        impl Saw {
            pub fn cut(&self) {
                super::mend();
                //     ^ defined: src/lib.rs:3
                super::super::work();
                //            ^ defined: src/lib.rs:29
            }
        }

        pub fn file() {
            self::sand();
            //    ^ defined: src/lib.rs:22
        }

        fn sand() {}
    }
}

use tools::fine::{self, Saw as Blade};
use tools::*;

fn work(blade: Blade) {
    blade.cut();
    //    ^ defined: src/lib.rs:9
    fine::file();
    //    ^ defined: src/lib.rs:17
    mend();
    // <- defined: src/lib.rs:3
    self::rest();
    //    ^ defined: src/lib.rs:40
}

fn rest() {}

mod other {
    pub fn mend() {}

    pub fn file() {}
}

pub mod shop {
    pub use crate::other::file;
    pub use super::tools::*;
}

fn trade() {
    shop::file();
    //    ^ defined: src/lib.rs:45
    shop::mend();
    //    ^ defined: src/lib.rs:3
}
