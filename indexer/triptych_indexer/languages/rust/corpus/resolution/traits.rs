// A method of a trait is virtual when only the trait is known, and the type's own when the type is.
trait Shape {
    fn area(&self) -> f64;

    fn double(&self) -> f64 {
        self.area() * 2.0
        //   ^ defined: 3 virtual
    }
}

struct Square(f64);

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0
    }
}

fn known(square: &Square) {
    square.area();
    //     ^ defined: 14 direct
    square.double();
    //     ^ defined: 5
}

fn dynamic(shape: &dyn Shape) {
    shape.area();
    //    ^ defined: 3 virtual
}

fn generic<T: Shape>(shape: T) {
    shape.area();
    //    ^ defined: 3 virtual
}

fn wherever<T>(shape: &T)
where
    T: Shape,
{
    shape.double();
    //    ^ defined: 5
}
