#pragma once
#include <vector>
#include "shop/item.hpp"
/// Sells things.
namespace shop::stock {
using std::vector;
using namespace std;
using Names = vector<string>;
namespace fs = std::filesystem;
template <typename T> using Ptr = std::unique_ptr<T>;
inline namespace v1 { int version = 1; }
namespace { int hidden; }

enum class Kind : int { Small = 1, Large };

/// A shop.
template <typename T, int N = 3, class... Rest>
class Shop final : public Base<T>, private virtual detail::Mixin {
public:
    static constexpr int kMax = 40;
    Shop() = default;
    /// Makes one.
    explicit Shop(const std::string& name, int size = 3);
    Shop(Shop&&) noexcept = delete;
    virtual ~Shop();
    Shop& operator=(const Shop& other) = default;
    bool operator==(const Shop&) const;
    operator bool() const { return true; }
    [[nodiscard]] virtual int sell(const T& item, int count = 1) const override;
    virtual void close() = 0;
    template <typename U> U convert(U value) { return value; }
    auto begin() -> Iterator { return {}; }
    friend class Auditor;
    friend void swap(Shop& a, Shop& b);
    using Item = T;
    typedef int size_type;
    struct Inner { int depth; };
    enum { A, B };
protected:
    T* first_, *second_;
    std::vector<T> items_{};
private:
    int count_ = 0;
    static int made;
    std::function<void(int)> on_sale;
    void (*callback)(int);
};

template <typename T, int N, class... Rest>
Shop<T, N, Rest...>::Shop(const std::string& name, int size) : Base<T>(name), count_(0) {}
template <> int Shop<int>::made = 0;
int Shop<int>::sell(const int& item, int count) const { return count; }
Box::Box(int a) {}
Box::~Box() {}
int* Box::area(int w) & { return nullptr; }
bool Box::operator<(const Box& o) const { return false; }
std::ostream& operator<<(std::ostream& out, const Box& b) { return out; }
int outer::Box::deep() { return 1; }
template <typename T> concept Sized = requires(T t) { t.size(); };
constexpr int limit = 3;
const char* names[] = {"a"};
static int counter = 0;
extern "C" { void c_api(int); }
extern "C" int other();
auto lambda = [](int x) { return x; };
std::string greet(std::string_view name, auto&&... rest) {
    auto p = new Box(1);
    auto q = std::make_unique<Box>(2);
    Box b{3}; Box c(4);
    b.area<int>(1); p->area(2); this->go(); Box::make(); ::global();
    for (auto& x : items) { if (x && y || z) continue; }
    try { throw std::runtime_error("no"); } catch (const std::exception& e) { throw; }
    co_await task();
    std::sort(v.begin(), v.end(), [&](auto a, auto b) { return a < b; });
    delete p;
    int local = static_cast<int>(2.0);
    switch (x) { case 1: break; }
    return MACRO(x) ? a : b;
}
}
TEST(ShopTest, SellsOne) { EXPECT_EQ(1, 1); }
TEST_CASE("sells two") { REQUIRE(true); }
class Fwd;
union U { int i; };
struct S : A, B { S() : A(1) {} int f() { return 1; } };
template<> struct hash<Box> { size_t operator()(const Box&) const; };
unsigned operator"" _km(long double);
