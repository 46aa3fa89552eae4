#pragma once
#include <memory>
#include <vector>

namespace shop {

class Item {
public:
    int price() const;
    Item* wrap();
};

class Base {
public:
    void inherited();
    virtual void draw() = 0;
};

class Store : public Base {
public:
    explicit Store(int size);
    Item* find(int key);
    void draw() override;
    static Store open();

private:
    Item item_;
    Item* next_;
    std::vector<Item*> items_;
    std::unique_ptr<Item> owned_;
    void helper();
};

void shut(Store& store);

}
