// What a collection, an optional or a bound holds is known from what is written.
package shop;

import java.util.*;

class Item {
    void price() {}
}

class Use<T extends Item> {
    private T bound;
    private Map<String, List<Item>> shelves = new HashMap<>();

    Optional<Item> find() {
        return Optional.empty();
    }

    void use() {
        bound.price();
        //    ^ defined: 7
        shelves.get("x").get(0).price();
        //                      ^ defined: 7
        find().get().price();
        //           ^ defined: 7
        for (var item : shelves.get("x")) {
            item.price();
            //   ^ defined: 7
        }
    }
}
