// A function that is stored in a struct or handed on is named, not called.
struct ops {
    void (*open)(int);
};

static void open_door(int key) {}

static struct ops door = {open_door};

void run(struct ops *ops, void (*then)(int)) {
    then(1);
    // <- unresolved
}

void use(void) {
    run(&door, open_door);
    // <- defined: 10
    //         ^ defined: 6 ~0.45 indirect
}
