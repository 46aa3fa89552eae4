// What a trait gives by default belongs to all who implement it, also by its supertraits, also to every type at once.
trait Named {
    fn name(&self) -> String;

    fn greet(&self) -> String {
        self.name()
        //   ^ defined: 3 virtual
    }
}

trait Loud: Named {
    fn shout(&self) {
        self.greet();
        //   ^ defined: 5
    }
}

struct Dog;

impl Named for Dog {
    fn name(&self) -> String {
        String::new()
    }
}

impl Loud for Dog {}

trait Described {
    fn describe(&self) {}
}

impl<T: Named> Described for T {}

fn work(dog: Dog) {
    dog.name();
    //  ^ defined: 21
    dog.greet();
    //  ^ defined: 5
    dog.shout();
    //  ^ defined: 12
    dog.describe();
    //  ^ defined: 29
}
