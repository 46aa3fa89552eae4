// A call through an interface or an abstract class leads to the declaration, and is virtual.
interface Shape {
  area(): number;
}

abstract class Base {
  abstract draw(): void;

  render() {
    this.draw();
    //   ^ defined: 7 ~0.60 virtual
  }
}

class Square extends Base implements Shape {
  //                 ^ defined: 6
  area() {
    return 4;
  }

  draw() {}
}

function use(shape: Shape, square: Square, base: Base) {
  shape.area();
  //    ^ defined: 3 ~0.60 virtual
  square.area();
  //     ^ defined: 17 ~0.90 direct
  square.render();
  //     ^ defined: 9
  base.draw();
  //   ^ defined: 7 ~0.60 virtual
}
