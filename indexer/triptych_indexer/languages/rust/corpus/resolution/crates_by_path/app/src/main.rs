// A path may begin with another crate, without any `use`; a macro that a crate exports is at its root, wherever it stands.
use doors::knock;

fn main() {
    doors::close();
    //     ^ defined: doors/src/lib.rs:6
    doors::open();
    //     ^ defined: doors/src/open/mod.rs:4
    doors::open::wide();
    //           ^ defined: doors/src/open/wide.rs:1
    knock!();
    // <- defined: doors/src/macros.rs:2
    doors::knock!();
    //     ^ defined: doors/src/macros.rs:2
}
