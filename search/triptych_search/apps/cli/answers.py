"""How an answer looks in a terminal: `path:start-end` first, what it is, then the lines that matter."""

import time
from collections.abc import Iterator

from triptych_search.apps.cli.terminal import Style, counted, one_line, visible
from triptych_search.explain import by_weight
from triptych_search.model import Answer, Freshness, Hit, Verdict

STALE = {
    Freshness.CHANGED: "changed since it was indexed",
    Freshness.DELETED: "deleted since it was indexed",
    Freshness.UNKNOWN: "could not be compared with the disk",
}


def lines(answer: Answer, style: Style, *, explain: bool = False) -> Iterator[str]:
    """Yield the lines of an answer for a person, without what belongs on stderr."""
    for position, hit in enumerate(answer.hits):
        if position:
            yield ""
        yield _head(hit, style)
        if explain:
            yield from _shares(hit, style)
        yield from _snippet(hit, style)
        if hit.also_in:
            yield f"{style.dim}       {_elsewhere(hit)}{style.off}"


def paths(answer: Answer) -> list[str]:
    """Return the paths of an answer, each once, the best first."""
    found: dict[str, None] = {}
    for hit in answer.hits:
        found[hit.path_display] = None
        found.update((twin.path_display, None) for twin in hit.also_in)
    return list(found)


def footer(answer: Answer, style: Style, *, listed: int | None = None) -> Iterator[str]:
    """Yield what to say about an answer as a whole: how much there is, how fresh, and what it means when empty.

    `listed`: how many of its paths were shown, when only paths were asked for.
    """
    if answer.verdict is not Verdict.FOUND:
        empty = _EMPTY[answer.verdict] if answer.coverage.files_indexed else _NOTHING_READ
        yield f"{style.warn}{empty}{style.off}"
    for warning in dict.fromkeys((*answer.query.notes, *answer.warnings)):
        yield f"{style.warn}{visible(warning)}{style.off}"
    if answer.hits:
        shown = _chunks(answer) if listed is None else _paths(answer, listed)
        took = sum(answer.timings_ms.values())
        indexed = time.strftime("%Y-%m-%d %H:%M", time.localtime(answer.created_at))
        yield (
            f"{style.dim}{shown} · {answer.query.intent} query · {took:.0f} ms"
            f" · generation {answer.generation}, indexed {indexed}{_ranking(answer)}{style.off}"
        )


def _chunks(answer: Answer) -> str:
    matching = sum(hit.matches for hit in answer.hits)
    near = len(answer.hits) - matching
    if not matching:
        return f"{near} only near"
    at_least = "at least " if answer.total.at_least else ""
    found = f"{matching} of {at_least}{counted(answer.total.count, 'matching chunk')}"
    return f"{found}, {near} only near" if near else found


def _paths(answer: Answer, listed: int) -> str:
    """Tell whether there are more paths than those listed: known ones, or of chunks that match and were not looked at."""
    known = len(paths(answer))
    looked_at = sum(1 + len(hit.merged) + len(hit.also_in) for hit in answer.hits)
    if answer.total.count <= looked_at and not answer.total.at_least:
        return counted(listed, "path") if known == listed else f"{listed} of {counted(known, 'path')}"
    return (
        f"{counted(listed, 'path')}, perhaps more"
        if known == listed
        else f"{listed} of at least {counted(known, 'path')}"
    )


def _ranking(answer: Answer) -> str:
    """Name a ranking that is not the shipped one."""
    return (
        ""
        if answer.ranking == "default"
        else f" · ranking {answer.ranking}, version {answer.ranking_version}"
    )


_EMPTY = {
    Verdict.NOTHING: "nothing found: everything asked about is indexed, and nothing matches",
    Verdict.NOT_INDEXED: "not indexed: the filters name something this index does not hold (`triptych status`)",
    Verdict.CANNOT_KNOW: "nothing found, but files that could match were skipped or failed (`triptych status --skipped`)",
}


_NOTHING_READ = "not indexed: no file was read (`triptych status --skipped` tells why)"


def _head(hit: Hit, style: Style) -> str:
    place = f"{style.path}{one_line(hit.path_display)}:{hit.start_line}-{hit.end_line}{style.off}"
    what = f"  {style.bold}{one_line(hit.qualified_name)}{style.off}" if hit.qualified_name else ""
    kind = f" {style.dim}{hit.kind}{style.off}" if hit.kind and hit.qualified_name else ""
    stale = f"  {style.warn}[{STALE[hit.freshness]}]{style.off}" if hit.freshness in STALE else ""
    return f"{place}{what}{kind}  {style.dim}{hit.score:.3f}{style.off}{stale}"


def _snippet(hit: Hit, style: Style) -> Iterator[str]:
    previous = None
    for line in hit.snippet:
        if previous is not None and line.number > previous + 1:
            yield f"{style.dim}   ⋮{style.off}"
        previous = line.number
        mark = style.bold if line.matched else ""
        yield f"{style.dim}{line.number:>6} │{style.off} {mark}{visible(line.text)}{style.off if mark else ''}"


TWINS_SHOWN = 4
"""Places of the same text that a person is told; `--json` has them all."""


def _elsewhere(hit: Hit) -> str:
    places = [f"{one_line(one.path_display)}:{one.start_line}-{one.end_line}" for one in hit.also_in]
    more = f" and {len(places) - TWINS_SHOWN:,} more" if len(places) > TWINS_SHOWN else ""
    return f"also in {', '.join(places[:TWINS_SHOWN])}{more}"


def _shares(hit: Hit, style: Style) -> Iterator[str]:
    for share in by_weight(hit.shares):
        yield (
            f"{style.dim}       {share.amount:+.3f}  {share.signal:<28} "
            f"{share.weight:+.3f} x {share.value:.3f}{style.off}"
        )
