// A call through an interface or an abstract class leads to the declaration, and is virtual.
package shapes;

interface Shape {
    double area();

    default double half() {
        return area() / 2;
        //     ^ defined: 5 virtual
    }
}

abstract class Base implements Shape {
    abstract void draw();

    void show() {
        draw();
        // <- defined: 14 virtual
    }
}

class Square extends Base {
    public double area() {
        return 1;
    }

    void draw() {}
}

class Use {
    void use(Shape shape, Square square) {
        shape.area();
        //    ^ defined: 5 ~0.60 virtual
        square.area();
        //     ^ defined: 23 direct
        square.show();
        //     ^ defined: 16
        square.half();
        //     ^ defined: 7
    }
}
