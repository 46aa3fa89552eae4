__all__ = ["open_door"]


def open_door():
    pass


def paint():
    pass
