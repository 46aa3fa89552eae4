/* Functions, types, variables and macros. */
#include <stdio.h>
// <- include stdio.h
#include "shelf.h"
// <- include shelf.h

#define LIMIT 10
//      ^ macro LIMIT
#define TWICE(x) ((x) * 2)
//      ^ macro TWICE(x)

typedef unsigned int size;
//                   ^ type_alias size = unsigned int
typedef int (*handler)(const char *text);
//            ^ type_alias handler = int

struct item {
//     ^ struct item
    const char *name;
    //          ^ field item.name: char
    int price, weight;
    //  ^ field item.price: int
    //         ^ field item.weight: int
    struct item *next;
    //           ^ field item.next: struct item
    int sizes[3];
    //  ^ field item.sizes: int
    int (*change)(int);
    //    ^ field item.change: int
    union {
        int whole;
        //  ^ field item.whole: int
        float part;
        //    ^ field item.part: float
    };
};

typedef struct {
    int x;
    //  ^ field point.x: int
} point;
  // <- struct point

enum colour { RED, BLUE = 3 };
//   ^ enum colour
//            ^ enum_member colour.RED
//                 ^ enum_member colour.BLUE

union bits {
//    ^ struct bits
    int whole;
    //  ^ field bits.whole: int
};

static int count = 0;
//         ^ variable count: int, private
extern int shared;
//         ^ variable shared: int, exported
const char *names[] = {"a", "b"};
//          ^ variable names: char

int add(int a, const char *b, ...);
//  ^ function add(a: int, b: char, *...) -> int

static inline int twice(int number) {
//                ^ function twice(number: int) -> int, private
    int local = number;
    return local * 2;
}

struct item *find(struct item *all, size (*by)(void)) {
//           ^ function find(all: struct item, by: size) -> struct item
    return all;
}

void nothing(void) {}
//   ^ function nothing() -> void
