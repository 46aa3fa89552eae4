package shop;

class Item {
    int price() {
        return 1;
    }
}
