// An attribute changes nothing about what a name means; what a derive adds comes from outside.
#[derive(Clone, Debug)]
struct Door {
    key: Key,
}

#[derive(Clone)]
#[must_use]
struct Key;

impl Key {
    #[inline]
    #[deprecated = "use twist"]
    fn turn(&self) {}
}

#[tokio::main]
async fn main() {
    let door = Door { key: Key };
    door.key.turn();
    //       ^ defined: 14
    door.clone();
    //   ^ unresolved
    helper().await;
    // <- defined: 29
}

#[cfg(unix)]
async fn helper() {}

#[test]
fn opens() {
    main();
    // <- defined: 18
}
