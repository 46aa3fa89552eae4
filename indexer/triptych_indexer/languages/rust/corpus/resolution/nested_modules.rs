// Modules nest; a path leads into them, `super` out of them.
mod tools {
    pub fn mend() {}

    pub mod fine {
        pub struct Saw;

        impl Saw {
            pub fn cut(&self) {
                super::mend();
                //     ^ defined: 3
            }
        }

        pub fn file() {}
    }
}

fn work(blade: tools::fine::Saw) {
    blade.cut();
    //    ^ defined: 9
    tools::fine::file();
    //           ^ defined: 15
    tools::mend();
    //     ^ defined: 3
    std::mem::drop(1);
    //        ^ external
}
