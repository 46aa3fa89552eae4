/* A list. */
#include <stdio.h>
#include "list/node.h"
#include CONFIG_H
#define MAX 40
#define SWAP(a, b) do { } while (0)
#ifdef DEBUG
#undef MAX
#endif
/** How to compare. */
typedef int (*compare_fn)(const void *a, const void *b);
typedef struct node node_t;
typedef unsigned long size;
typedef struct { int x, y; } point;
typedef enum { RED, GREEN = 2 } color;
/** A node. */
struct node {
    /** Next one. */
    struct node *next;
    const char *name, *other;
    int values[4];
    unsigned flags : 3;
    int (*visit)(struct node *self);
    union { int i; float f; } u;
    union { int j; };
};
enum kind { A, B = 3 };
union any { int i; };
extern int counter;
static const int limit = 3;
int a, *b = NULL, c[3];
static struct node head = { .next = NULL };
compare_fn fn;
int (*callback)(int);
int add(int a, int b);
static inline struct node *make(const char *name, int n, ...);
void (*signal(int sig, void (*func)(int)))(int);
/** Adds. */
int add(int a, int b) { return a + b; }
struct node *make(const char *name, int n[], ...) {
    struct node *x = malloc(sizeof(*x));
    int local = 3;
    if (a && b) goto out;
    x->visit(x);
    (*fn)(a, b);
    table[0](1);
    switch (a) { case 1: break; default: break; }
    for (;;) { while (0); do {} while (1); }
    point p = (point){1, 2};
    MAX; SWAP(a, b);
    return a ? x : NULL;
out: return NULL;
}
int main(void) { return 0; }
static void old(a, b) int a; char b; {}
__attribute__((noreturn)) void die(const char *, unsigned);
#if 1
int cond(void) {}
#endif
_Static_assert(1, "x");
[[nodiscard]] int nd(void);
void cb(int (*f)(int x), struct node **list) {}
