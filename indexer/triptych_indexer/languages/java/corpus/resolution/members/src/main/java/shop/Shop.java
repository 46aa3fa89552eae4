// A bare call is one of the same object; fields, parameters and `var` tell the type of a receiver.
package shop;

import java.util.List;
import shop.tools.Hammer;

public class Shop extends Base {
    private final Store store = new Store();
    private List<Item> items;
    private Hammer hammer;

    public Shop(Store other) {
        super(other);
    }

    public Item find(String name) {
        helper();
        // <- defined: src/main/java/shop/Shop.java:53
        inherited();
        // <- defined: src/main/java/shop/Base.java:6
        store.put(name);
        //    ^ defined: src/main/java/shop/Store.java:4
        this.store.put(name);
        //         ^ defined: src/main/java/shop/Store.java:4
        hammer.hit();
        //     ^ defined: src/main/java/shop/tools/Hammer.java:4
        var first = items.get(0);
        first.price();
        //    ^ defined: src/main/java/shop/Item.java:4
        for (Item item : items) {
            item.price();
            //   ^ defined: src/main/java/shop/Item.java:4
        }
        Object any = items;
        if (any instanceof Item thing) {
            thing.price();
            //    ^ defined: src/main/java/shop/Item.java:4
        }
        Item made = (Item) any;
        made.price();
        //   ^ defined: src/main/java/shop/Item.java:4
        Store.open().put("x");
        //           ^ defined: src/main/java/shop/Store.java:4
        new Item().price();
        //         ^ defined: src/main/java/shop/Item.java:4
        items.forEach(Item::price);
        super.inherited();
        //    ^ defined: src/main/java/shop/Base.java:6
        "x".length();
        //  ^ external
        return first;
    }
    private void helper() {}
}
