struct list {
    struct list *next;
};

struct list *list_new(int size);
void list_free(struct list *list);
