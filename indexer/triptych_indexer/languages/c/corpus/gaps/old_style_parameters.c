int old(a, b)
    int a;
    char b;
{
    return a;
}
