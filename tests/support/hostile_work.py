"""Work for the pool that goes wrong on demand: imported by name in the worker, so it lies in a module of its own."""

import ctypes
import os
import signal
import sys
import time
from pathlib import Path


def work(task: str) -> str:
    """Do what the task's first word says; any other task is answered with itself in capitals."""
    match task.split()[0]:
        case "segfault":
            ctypes.string_at(0)
        case "exit-now":
            os._exit(3)
        case "sys-exit":
            sys.exit("leaving")
        case "hang":
            while True:
                pass
        case "sleep":
            time.sleep(3_600)
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "swell":
            return str(len(bytearray(8 << 30)))
        case "abort":
            os.write(2, b"tree-sitter failed to allocate 99 bytes")
            os.abort()
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise ValueError("no good")
        case "recurse":
            return work(task)
        case "print":
            print("to standard output", flush=True)
            os.write(2, b"noise " * 100_000)
            return input()
        case "large":
            return "x" * 5_000_000
        case "lambda":
            return lambda: None  # type: ignore[return-value]  # cannot be pickled
        case "path":
            return str(Path.cwd()) + " " + repr(sys.path[0])
        case "modules":
            return " ".join(sorted(sys.modules))
    return task.upper()


def refuse() -> None:
    raise RuntimeError("cannot begin")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
