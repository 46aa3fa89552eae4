def wash():
    pass
