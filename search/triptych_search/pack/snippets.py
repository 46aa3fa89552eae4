"""The lines of a chunk that answer the question best."""

from collections.abc import Sequence

from triptych_indexer import tokens

from triptych_search.model import Query, SnippetLine

_NAME_LINE = 0.5
"""A chunk's first line names it; it wins over a line that matches nothing, not over one that matches."""


def snippet(
    query: Query, text: str, start_line: int, *, lines: int, context: int = 0
) -> tuple[SnippetLine, ...]:
    """Return at most `lines` lines of a chunk, in order: the densest stretch, or the best lines with `context` around each.

    Args:
        query: what to look for.
        text: the chunk's.
        start_line: of the chunk, 0-based.
        lines: at most so many; 0 gives none, -1 the whole chunk.
        context: with it, single best lines are shown with so many around them, as `grep -C` does.
    """
    all_lines = text.split("\n")
    if all_lines[-1] == "":
        all_lines.pop()
    scores = _scores(query, all_lines) if lines else []
    if lines < 0 or len(all_lines) <= lines:
        chosen: Sequence[int] = range(len(all_lines))
    elif lines == 0:
        chosen = ()
    elif context:
        chosen = _best_with_context(scores, lines, context)
    else:
        chosen = _densest(scores, lines)
    return tuple(
        SnippetLine(start_line + place + 1, all_lines[place].rstrip("\r"), scores[place] > 0)
        for place in chosen
    )


def _scores(query: Query, lines: Sequence[str]) -> list[float]:
    """Return for each line how many different things asked for it holds; an exact phrase counts for all of them."""
    phrase_worth = float(len(query.terms) + 1)
    whole = tokens.squeezed("\n".join(lines))
    squeezed = whole.split("\n")
    scores = [0.0] * len(lines)
    for term in query.terms:
        forms = [form for form in term.stems() if form in whole]  # most are in no line
        if forms:
            for place in {place for form in forms for place, line in enumerate(squeezed) if form in line}:
                scores[place] += 1
    for phrase in query.phrases:
        for place, line in enumerate(lines):
            if phrase in line:
                scores[place] += phrase_worth
    return scores


def _densest(scores: Sequence[float], lines: int) -> range:
    """Return the stretch of `lines` lines with the most in it; the first of equal ones."""
    current = sum(scores[:lines]) + _NAME_LINE
    best, best_start = current, 0
    for start in range(1, len(scores) - lines + 1):
        current = sum(scores[start : start + lines])
        if current > best:
            best, best_start = current, start
    return range(best_start, best_start + lines)


def _best_with_context(scores: Sequence[float], lines: int, context: int) -> list[int]:
    chosen: set[int] = set()
    for place in sorted(range(len(scores)), key=lambda place: (-scores[place], place)):
        around = set(range(max(0, place - context), min(len(scores), place + context + 1)))
        if chosen and (scores[place] == 0 or len(chosen | around) > lines):
            break
        chosen |= around
    return sorted(chosen)[:lines]
