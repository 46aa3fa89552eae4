def mend():
    pass
