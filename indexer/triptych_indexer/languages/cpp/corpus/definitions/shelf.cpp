// Classes, templates, namespaces, and members that are written outside of their class.
#include <string>
// <- include string

namespace shop::tools {
//        ^ namespace shop::tools

constexpr int LIMIT = 10;
//            ^ constant shop::tools::LIMIT: int
using Text = std::string;
//    ^ type_alias shop::tools::Text = std::string
template <typename T> using List = std::vector<T>;
//                          ^ type_alias shop::tools::List<T> = std::vector<T>

enum class Colour : int { Red, Blue = 3 };
//         ^ enum shop::tools::Colour
//                        ^ enum_member shop::tools::Colour::Red
//                             ^ enum_member shop::tools::Colour::Blue

template <typename T, int N = 3>
class Shelf : public Base {
//    ^ class shop::tools::Shelf<T, N: int = 3>
    int secret;
    //  ^ field shop::tools::Shelf::secret: int, private

public:
    explicit Shelf(const std::string &owner, int width = 3);
    //       ^ constructor shop::tools::Shelf::Shelf(owner: std::string, width: int = 3)
    ~Shelf() override;
    // <- method shop::tools::Shelf::~Shelf(), override
    Shelf(const Shelf &) = delete;
    // <- constructor shop::tools::Shelf::Shelf()

    virtual int weigh() const = 0;
    //          ^ method shop::tools::Shelf::weigh() -> int, abstract
    static int count;
    //         ^ field shop::tools::Shelf::count: int, static
    T &operator[](int index);
    // ^ method shop::tools::Shelf::operator[](index: int) -> T
    template <typename U> U pick(U all) { return all; }
    //                      ^ method shop::tools::Shelf::pick<U>(all: U) -> U
    auto size() const -> int { return 1; }
    //   ^ method shop::tools::Shelf::size() -> auto
    friend void peek(Shelf &shelf);

protected:
    std::string name_ = "x", other_;
    //          ^ field shop::tools::Shelf::name_: std::string, protected
    //                       ^ field shop::tools::Shelf::other_: std::string, protected

private:
    struct Nail {
    //     ^ struct shop::tools::Shelf::Nail, private
        int length;
        //  ^ field shop::tools::Shelf::Nail::length: int
    };
};

struct Point {
//     ^ struct shop::tools::Point
    int x;
    //  ^ field shop::tools::Point::x: int
    void move(int by) noexcept;
    //   ^ method shop::tools::Point::move(by: int) -> void
};

void Point::move(int by) noexcept {
//          ^ method shop::tools::Point::move(by: int) -> void
    int local = by;
    auto inner = [](int a) { return a; };
}

int twice(int number) { return number * 2; }
//  ^ function shop::tools::twice(number: int) -> int

namespace {
int hidden() { return 1; }
//  ^ function shop::tools::hidden() -> int
}

}  // namespace shop::tools

template <typename T> T first(const std::vector<T> &all) { return all[0]; }
//                      ^ function first<T>(all: std::vector<T>) -> T
concept Sized = true;
//      ^ interface Sized
int global = 3;
//  ^ variable global: int
