// A test sees what is in the package of the same name.
package shop;

class ShopTest {
    void finds() {
        new Shop(Store.open()).find("x").price();
        //                               ^ defined: src/main/java/shop/Item.java:4
    }
}
