"""Card → grammar, loaded once per process and only when a file of that language turns up."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from tree_sitter import Language, Parser

from triptych_indexer.errors import LanguageError

if TYPE_CHECKING:
    from triptych_indexer.languages.registry import Card


def grammar(card: "Card") -> Language:
    """Return the compiled grammar that the language's card names.

    Raises:
        LanguageError: the card names none, or its wheel is missing, or made for another tree-sitter.
    """
    if card.grammar is None:
        raise LanguageError(f"{card.name} has no grammar: its files are text")
    return _language(card.grammar.module, card.grammar.function)


def parser(card: "Card") -> Parser:
    """Return this process's parser for the language: never to be shared between threads."""
    if card.grammar is None:
        raise LanguageError(f"{card.name} has no grammar: its files are text")
    return _parser(card.grammar.module, card.grammar.function)


# Keyed by the names and not by the card: typescript and tsx share a module, and a card holds tables that do not hash.
@cache
def _language(module: str, function: str) -> Language:
    try:
        return Language(getattr(import_module(module), function)())
    except (ImportError, AttributeError, ValueError) as error:
        raise LanguageError(f"grammar {module}.{function} cannot be loaded: {error}") from error


@cache
def _parser(module: str, function: str) -> Parser:
    return Parser(_language(module, function))
