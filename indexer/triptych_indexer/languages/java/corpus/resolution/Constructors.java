// A constructor may begin with another one, of its own class or of the one above: the arguments tell which.
class Room {
    Room(int size) {}

    Room(String name) {
        this(3);
        // <- defined: 3
    }
}

class Hall extends Room {
    Hall() {
        super("hall");
        // <- defined: 5
    }
}

class Plain {}

class Shed extends Plain {
    Shed() {
        super();
        // <- defined: 18
    }
}
