// A module is a file, a folder with `mod.rs`, a file beside a folder of its name, or where `#[path]` says.
mod shop;
//  ^ defined: src/shop.rs
mod tools;
//  ^ defined: src/tools.rs
#[path = "odd_name.rs"]
mod windows;

fn work() {
    shop::door::open();
    //          ^ defined: src/shop/door.rs:1
    crate::shop::enter();
    //           ^ defined: src/shop.rs:3
    tools::mend();
    //     ^ defined: src/tools.rs:1
    windows::shut();
    //       ^ defined: src/odd_name.rs:1
}
