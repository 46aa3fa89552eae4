import locks

__all__ = ["open_window"]
__all__ += locks.__all__


def paint():
    pass
