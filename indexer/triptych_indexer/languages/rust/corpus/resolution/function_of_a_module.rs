// What is taken from a module is no method, even where only one method has that name.
mod tools {
    pub fn mend() {}
}

struct Saw;

impl Saw {
    fn sharpen(&self) {}
}

fn work<T>(blade: T) {
    tools::sharpen();
    //     ^ unresolved
    blade.sharpen();
    //    ^ defined: 9 ~0.55
}
