// A lambda is called with an element, or with what the type of the parameter says that takes it.
import java.util.List;
import java.util.function.Consumer;

class Door {
    void open() {}
}

class Window {
    void open() {}
}

interface Visitor {
    void visit(Window window);
}

class Use {
    void each(Visitor visitor) {}

    void all(Consumer<Door> block) {}

    void use(List<Door> doors) {
        doors.forEach(door -> door.open());
        //                         ^ defined: 6
        each(one -> one.open());
        //              ^ defined: 10
        all((one) -> one.open());
        //               ^ defined: 6
    }
}
