__all__ = ["open_door"]
__all__ += ("_lock",)


def open_door():
    pass


def _lock():
    pass


def paint():
    pass


def sand():
    pass
