// A bound tells what a type parameter can do; what a generic type holds is known from where it is written.
trait Door {
    fn open(&self);
}

struct Gate;

impl Door for Gate {
    fn open(&self) {}
}

struct Cage<T> {
    inner: T,
}

impl<T: Door> Cage<T> {
    fn new(inner: T) -> Self {
        Cage { inner }
    }

    fn enter(&self) {}

    fn get(&self) -> &T {
        &self.inner
    }
}

fn bound<T: Door + Clone>(door: T) {
    door.open();
    //   ^ defined: 3 virtual
}

fn whereby<T>(door: &T)
where
    T: Door,
{
    door.open();
    //   ^ defined: 3 virtual
}

fn implied(door: impl Door) {
    door.open();
    //   ^ defined: 3 virtual
}

fn dynamic(door: &dyn Door, boxed: Box<dyn Door>) {
    door.open();
    //   ^ defined: 3 virtual
    boxed.open();
    //    ^ defined: 3 virtual
}

fn written(cage: Cage<Gate>, gates: Vec<Gate>) {
    cage.enter();
    //   ^ defined: 21
    for gate in gates {
        gate.open();
        //   ^ defined: 9
    }
}
