"""Named places where a test may stop, break or delay the writer.

Every step that leaves something on disk passes a point of its own, so a sweep can kill the process there and check
that readers never notice. The list below is compared with the source by a test: a step without a point, or a point
without a name here, does not pass.

Armed by `TRIPTYCH_FAULT=name:action[:nth]`, where action is `kill` (as by SIGKILL), `raise`, `enospc`, `interrupt` or
`sleep`; nth counts passes from 1. Not armed, a point costs one comparison.
"""

import errno
import os
import signal
import time
from typing import Final

POINTS: Final = (
    "lock.taken",
    "open.created",
    "open.migrated",
    "recover.started",
    "recover.stage_removed",
    "recover.sessions_closed",
    "recover.vectors_stray_tables",
    "recover.vectors_untagged",
    "recover.vectors_restored",
    "recover.text_unpublished_removed",
    "recover.text_scratch_removed",
    "recover.text_linked",
    "recover.text_live_removed",
    "recover.text_live_renamed",
    "recover.finished",
    "begin.session",
    "stage.file",
    "stage.removed",
    "stage.flushed",
    "publish.started",
    "vectors.embedded",
    "vectors.cached",
    "vectors.created",
    "vectors.deleted",
    "vectors.added",
    "vectors.indexed",
    "vectors.compacted",
    "vectors.tagged",
    "vectors.file_synced",
    "vectors.synced",
    "text.cleared",
    "text.deleted",
    "text.added",
    "text.committed",
    "text.merged",
    "freeze.made",
    "freeze.file_linked",
    "freeze.linked",
    "freeze.described",
    "freeze.renamed",
    "freeze.synced",
    "verify.started",
    "verify.finished",
    "commit.begun",
    "commit.staged_applied",
    "commit.edges_linked",
    "commit.generation_written",
    "commit.pointer_moved",
    "commit.done",
    "stage.dropped",
    "collect.started",
    "collect.leased_skipped",
    "collect.renamed",
    "collect.removed",
    "collect.untagged",
    "collect.row_deleted",
    "collect.model_removed",
    "collect.schema_removed",
    "collect.finished",
    "session.closed",
)


class FaultInjected(RuntimeError):
    """Raised by a point armed with `raise`; never seen outside tests."""


_armed: str = os.environ.get("TRIPTYCH_FAULT", "")
_passes = 0


def fault_point(name: str) -> None:
    """Do nothing, unless a test armed this point."""
    if _armed and _armed.partition(":")[0] == name:
        _strike(_armed)


def arm(spec: str) -> None:
    """Arm a point inside this process; the empty string disarms."""
    global _armed, _passes
    _armed, _passes = spec, 0


def _strike(spec: str) -> None:
    global _passes
    name, action, *nth = spec.split(":")
    _passes += 1
    if _passes != int(nth[0] if nth else 1):
        return
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif action == "raise":
        raise FaultInjected(name)
    elif action == "enospc":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
    elif action == "interrupt":
        raise KeyboardInterrupt(name)
    elif action == "sleep":
        time.sleep(0.05)
