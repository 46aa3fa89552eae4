// What a field of a type parameter holds is not worked out, neither by the bound of the block nor by what is written in its place.
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
    fn enter(&self) {
        self.inner.open();
        //         ^ defined: 3 virtual
    }

    fn get(&self) -> &T {
        &self.inner
    }
}

fn written(cage: Cage<Gate>) {
    cage.inner.open();
    //         ^ defined: 9
    cage.get().open();
    //         ^ defined: 9
}
