// A function that is not static is seen from every file; a static one from its own.
#include "list.h"
#include <stdio.h>

#define TWICE(x) ((x) * 2)

static void each(void (*visit)(void)) {
    visit();
}

static void show(void) {}

int main(void) {
    struct list *list = list_new(TWICE(1));
    //                  ^ defined: list.c:5
    //                           ^ defined: main.c:5
    each(show);
    // <- defined: main.c:7
    //   ^ defined: main.c:11 ~0.45 indirect
    list_free(list);
    // <- defined: list.c:11
    printf("x");
    // <- unresolved
}
