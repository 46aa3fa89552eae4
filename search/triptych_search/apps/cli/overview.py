"""How the state of an index looks in a terminal."""

import time
from collections.abc import Iterator, Mapping

from triptych_search.apps.cli.terminal import Style, counted, one_line
from triptych_search.describe import CallSites, LanguageCount, Status

KINDS_SHOWN = 6
REASONS_SHOWN = 12


def lines(status: Status, style: Style) -> Iterator[str]:
    """Yield what is indexed, how fresh it is, and what was left out and why."""
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(status.created_at))
    revision = f" at {status.revision[:12]}" if status.revision else ""
    yield f"{style.bold}{one_line(status.root)}{style.off}{revision}"
    changes = ", ".join(f"{count:,} {change}" for change, count in status.last_changes.items())
    yield (
        f"generation {status.generation}, published {when}; last run {status.last_run}"
        + (f": {changes}" if changes else "")
    )
    yield (
        f"{counted(status.files, 'file')} · {counted(status.definitions, 'definition')} · {counted(status.chunks, 'chunk')} · "
        f"{counted(status.calls, 'call')} · {status.bytes_on_disk / 1e6:.1f} MB on disk"
        + (f" · {skipped:,} skipped" if (skipped := status.statuses.get("skipped", 0)) else "")
    )
    yield f"vectors: {status.model or 'none (text and graph only)'}"
    yield ""
    yield from _languages(status.languages, style)
    yield from _left_out(status, style)
    yield from passed_over(status.left_out, style)
    for one in status.unread:
        yield f"{style.path}{one_line(one.path)}{style.off}  {one.status}: {one_line(one.reason)}"


def _languages(languages: list[LanguageCount], style: Style) -> Iterator[str]:
    yield f"{style.dim}{'language':<12} {'files':>7} {'MB':>8} {'code lines':>11}  definitions{style.off}"
    for one in languages:
        kinds = sorted(one.definitions.items(), key=lambda item: (-item[1], item[0]))
        shown = ", ".join(f"{count:,} {kind}" for kind, count in kinds[:KINDS_SHOWN])
        more = f", {len(kinds) - KINDS_SHOWN} more kinds" if len(kinds) > KINDS_SHOWN else ""
        yield f"{one.language:<12} {one.files:>7,} {one.bytes / 1e6:>8.2f} {one.lines_code:>11,}  {shown}{more}"


def _left_out(status: Status, style: Style) -> Iterator[str]:
    if status.reasons:
        yield ""
        yield f"{style.dim}left out, by reason (--skipped lists the files){style.off}"
        for reason, count in list(status.reasons.items())[:REASONS_SHOWN]:
            yield f"{count:>7,}  {one_line(reason)}"
        hidden = len(status.reasons) - REASONS_SHOWN
        if hidden > 0:
            yield f"         and {hidden} more reasons"
    if status.damaged_bytes:
        yield f"{style.warn}{status.damaged_bytes:,} bytes could not be read by their grammar; the rest of those files is indexed{style.off}"
    if status.hard_links:
        yield f"{counted(status.hard_links, 'file')} with several names (hard links): the same bytes, indexed under each"
    for one in status.other_settings:
        yield f"{style.warn}made with {one.key} = {one_line(one.then)}, which is now {one_line(one.now)}{style.off}"
    if status.call_sites:
        yield _call_sites(status.call_sites)
    if status.unlinked_imports:
        verb = "leads" if status.unlinked_imports == 1 else "lead"
        yield f"{counted(status.unlinked_imports, 'import')} that should lead to a file here {verb} to none that could be told"
    yield ""


def passed_over(left_out: Mapping[str, int], style: Style) -> Iterator[str]:
    """Yield what is left out without being listed, by reason, the largest first."""
    if left_out:
        yield f"{style.dim}not even listed, by reason (status --why PATH tells of one file){style.off}"
        for reason, count in list(left_out.items())[:REASONS_SHOWN]:
            yield f"{count:>7,}  {one_line(reason)}"
        hidden = len(left_out) - REASONS_SHOWN
        if hidden > 0:
            yield f"         and {hidden} more reasons"
        yield ""


def _call_sites(sites: CallSites) -> str:
    doubtful = f", {sites.doubtful:,} only by a guess" if sites.doubtful else ""
    return (
        f"{counted(sites.sure, 'call site')} {'is' if sites.sure == 1 else 'are'} linked to a definition{doubtful}; "
        f"{sites.unlinked:,} lead out of the repository, or nobody could tell where"
    )
