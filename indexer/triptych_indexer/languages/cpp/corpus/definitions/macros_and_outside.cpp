// A macro in front of a class's name hides nothing, and a nested class may be written outside of its class.
#define EXPORT
//      ^ macro EXPORT

class EXPORT Door : public Frame {
//           ^ class Door
public:
    Door() = default;
    // <- constructor Door::Door()
    virtual int open(int wide) = 0;
    //          ^ method Door::open(wide: int) -> int, abstract

private:
    struct Lock;
    int width_;
    //  ^ field Door::width_: int, private
};

struct EXPORT Range final {
//            ^ struct Range, final
    int start;
    //  ^ field Range::start: int
};

struct Door::Lock {
//           ^ struct Door::Lock
    int key;
    //  ^ field Door::Lock::key: int
    void turn();
    //   ^ method Door::Lock::turn() -> void
};

const double Door::limits[2] = {1, 2};
//                 ^ variable Door::limits: double
constexpr int Range::size;
//                   ^ variable Range::size: int
