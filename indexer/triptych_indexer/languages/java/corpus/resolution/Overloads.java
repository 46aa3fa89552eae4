// Of several methods of one name the number of arguments tells which one is called, and literals do.
class Writer {
    void value(Object any) {}

    void value(String text) {}

    void value(boolean flag) {}

    void value(String text, int times) {}
}

class Use {
    void use(Writer out) {
        out.value("sand");
        //  ^ defined: 5 ~0.9
        out.value(true);
        //  ^ defined: 7 ~0.9
        out.value("sand", 2);
        //  ^ defined: 9 ~0.9
    }
}
