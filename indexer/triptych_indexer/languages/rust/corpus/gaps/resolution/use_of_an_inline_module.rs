// `use` leads into a module that is written inside the file.
mod tools {
    pub fn mend() {}

    pub mod fine {
        pub struct Saw;

        impl Saw {
            pub fn cut(&self) {
                super::mend();
            }
        }

        pub fn file() {}
    }
}

use tools::fine::{self, Saw as Blade};
use tools::*;

fn work(blade: Blade) {
    blade.cut();
    //    ^ defined: 9
    fine::file();
    //    ^ defined: 14
}
