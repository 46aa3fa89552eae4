class Shop {
    friend void swap(Shop& a, Shop& b);
    operator bool() const;
};
