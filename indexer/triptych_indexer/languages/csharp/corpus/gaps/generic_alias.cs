using Names = System.Collections.Generic.List<string>;
class Shop {
    ~Shop() {}
}
