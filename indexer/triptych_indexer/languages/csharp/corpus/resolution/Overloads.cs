// Of several methods of one name the arguments tell which one is called, whatever type stands behind the name.
class Use {
    static void Check<T>(object value) {}

    static void Check<T>(object value, object expected) {}

    static void Check<T>(string text, int times) {}

    void Work(object one) {
        Check<int>(one);
        // <- defined: 3 ~1.0
        Check<int>("sand", 2);
        // <- defined: 7 ~1.0
    }
}

class Other {
    void Work(Log log, Log[] logs) {
        log.Write("x");
        //  ^ defined: 29 ~0.9
        logs[0].Write(1, 2);
        //      ^ defined: 31 ~0.9
    }
}

class Log {
    public void Write(int number) {}

    public void Write(string text) {}

    public void Write(int one, int other) {}
}
