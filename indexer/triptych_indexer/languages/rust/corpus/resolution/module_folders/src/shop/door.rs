pub fn open() {
    super::enter();
    //     ^ defined: src/shop.rs:3
}
