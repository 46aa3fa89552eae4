pub mod door;
//      ^ defined: src/shop/door.rs
pub fn enter() {
    door::open();
    //    ^ defined: src/shop/door.rs:1
    super::tools::mend();
    //            ^ defined: src/tools.rs:1
}
