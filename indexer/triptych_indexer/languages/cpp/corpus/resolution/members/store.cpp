// A method's body stands outside of its class; fields, locals and results tell whose method is called.
#include "store.hpp"

namespace shop {

int Item::price() const { return 1; }

Item* Item::wrap() { return this; }

void Base::inherited() {}

Store::Store(int size) {}

void Store::helper() {}

void Store::draw() {}

Item* Store::find(int key) {
    helper();
    // <- defined: store.cpp:14
    inherited();
    // <- defined: store.cpp:10
    item_.price();
    //    ^ defined: store.cpp:6
    next_->price();
    //     ^ defined: store.cpp:6
    this->item_.price();
    //          ^ defined: store.cpp:6
    items_[0]->price();
    //         ^ defined: store.cpp:6
    owned_->price();
    //      ^ defined: store.cpp:6
    for (auto* each : items_) {
        each->price();
        //    ^ defined: store.cpp:6
    }
    Item local;
    local.wrap()->price();
    //    ^ defined: store.cpp:8
    //            ^ defined: store.cpp:6
    auto made = new Item();
    made->price();
    //    ^ defined: store.cpp:6
    return made;
}

Store Store::open() { return Store(1); }

void use(Store& store, Base* base) {
    store.find(1)->price();
    //    ^ defined: store.cpp:18
    //             ^ defined: store.cpp:6
    Store::open().find(2);
    //     ^ defined: store.cpp:47
    //            ^ defined: store.cpp:18
    base->draw();
    //    ^ defined: store.hpp:16 ~0.60 virtual
}

}
