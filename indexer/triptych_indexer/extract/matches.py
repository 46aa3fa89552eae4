"""The matches of a query, sorted by the pattern that made them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from triptych_indexer.extract.queries import Fact, Rule

if TYPE_CHECKING:
    from tree_sitter import Node

Captures: TypeAlias = "dict[str, list[Node]]"


class Matches:
    """All matches of one file, by pattern: what a match states is then asked once per pattern, not once per match."""

    def __init__(self, rules: tuple[Rule, ...], found: list[tuple[int, Captures]]) -> None:
        buckets: list[list[Captures]] = [[] for _ in rules]
        appends = [bucket.append for bucket in buckets]
        for index, captures in found:
            appends[index](captures)
        self._by_fact: dict[Fact, list[tuple[Rule, list[Captures]]]] = {fact: [] for fact in Fact}
        for rule, bucket in zip(rules, buckets, strict=True):
            if bucket:
                self._by_fact[rule.fact].append((rule, bucket))

    def of(self, fact: Fact) -> list[tuple[Rule, list[Captures]]]:
        """Return the patterns that state a fact and matched, in the order of the queries, with their matches."""
        return self._by_fact[fact]

    def nodes(self, fact: Fact) -> Iterator["Node"]:
        """Yield the nodes that a fact's main capture stands on."""
        for rule, bucket in self._by_fact[fact]:
            capture = rule.capture
            for captures in bucket:
                yield from captures[capture]

    def ranges(self, fact: Fact) -> list[tuple[int, int]]:
        """Return the byte ranges of a fact's nodes in order, each once."""
        if not self._by_fact[fact]:
            return []
        return sorted({(node.start_byte, node.end_byte) for node in self.nodes(fact)})
