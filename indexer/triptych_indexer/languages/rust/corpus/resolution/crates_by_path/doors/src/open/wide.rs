pub fn wide() {}

fn ready() {}

pub fn use_them() {
    crate::open();
    //     ^ defined: doors/src/open/mod.rs:4
    ready();
    // <- defined: 3
    ready!();
    // <- defined: doors/src/macros.rs:7
}
