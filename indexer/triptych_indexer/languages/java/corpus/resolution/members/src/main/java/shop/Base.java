package shop;

class Base {
    Base(Store store) {}

    void inherited() {}
}
