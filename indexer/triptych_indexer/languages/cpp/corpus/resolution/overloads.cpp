// Of functions with one name the number of arguments tells which; namespaces hold names.
namespace tools {

void mend() {}

void mend(int times) {}

class Saw {
public:
    void cut() {}
};

}

void use() {
    tools::mend();
    //     ^ defined: 4
    tools::mend(2);
    //     ^ defined: 6
    tools::Saw saw;
    saw.cut();
    //  ^ defined: 10
}
