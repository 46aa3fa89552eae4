"""What a person sees of a long run: a bar for each stage on stderr, plain lines where there is no terminal."""

import sys
import time
from typing import TYPE_CHECKING, Self, TextIO

from triptych_search.apps.cli.terminal import visible

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class SilentProgress:
    """Nobody watches; notes still reach stderr, because they say what went wrong."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.flush()

    def stage(self, name: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, count: int = 1) -> None:
        """Say nothing."""

    def note(self, message: str) -> None:
        self._stream.write(f"{visible(message)}\n")


class LineProgress(SilentProgress):
    """A line when a stage ends: for logs and pipes."""

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream)
        self._name = ""
        self._done = 0
        self._since = 0.0

    def __exit__(self, *_: object) -> None:
        self._finish()
        super().__exit__()

    def stage(self, name: str, total: int | None) -> None:  # noqa: ARG002 - a line says what was done
        self._finish()
        self._name, self._done, self._since = name, 0, time.monotonic()

    def advance(self, count: int = 1) -> None:
        self._done += count

    def _finish(self) -> None:
        if self._name:
            counted = f" {self._done:,}" if self._done else ""
            self._stream.write(f"{self._name}{counted} ({time.monotonic() - self._since:.1f} s)\n")
        self._name = ""


class BarProgress:
    """Bars, for a terminal; rich is imported only here."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._rich: RichProgress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=32),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._rich.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self._rich.stop()

    def stage(self, name: str, total: int | None) -> None:
        self._finish()
        self._task = self._rich.add_task(name, total=total, count=_of(0, total))

    def advance(self, count: int = 1) -> None:
        if self._task is not None:
            task = next(each for each in self._rich.tasks if each.id == self._task)
            done = int(task.completed) + count
            self._rich.update(self._task, completed=done, count=_of(done, task.total))

    def note(self, message: str) -> None:
        from rich.text import Text

        self._rich.console.print(Text(visible(message), style="yellow"))

    def _finish(self) -> None:
        if self._task is not None:
            task = next(each for each in self._rich.tasks if each.id == self._task)
            self._rich.update(self._task, total=task.completed)


def _of(done: int, total: float | None) -> str:
    """Say how many of how many; nothing for a stage that does not count."""
    return f"{done:,}/{int(total):,}" if total else ""


def progress_for(*, quiet: bool) -> "SilentProgress | LineProgress | BarProgress":
    """Return what suits stderr: nothing, bars or lines."""
    if quiet:
        return SilentProgress()
    return BarProgress() if sys.stderr.isatty() else LineProgress()
