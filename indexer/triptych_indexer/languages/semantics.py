"""How names and types of a language work: what resolution has to know besides the syntax."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Semantics:
    """How names and types of a language work, as far as resolution has to know; the table `[semantics]`."""

    receivers: tuple[str, ...] = ()
    """Words that mean the object a method belongs to, wherever they stand: `this`."""
    class_receivers: tuple[str, ...] = ()
    """Names of a first parameter that is the class itself: `cls`."""
    class_members: tuple[str, ...] = ()
    """Members that every object has and that are its class: `__class__`."""
    members_need_receiver: bool = False
    """A bare `name()` inside a method never means a method of the same class."""
    folder_is_scope: bool = False
    """Files of one folder see each other's top-level names without an import."""
    folders_above: bool = False
    """Such a folder also sees the names of the folders around it: namespaces inside of namespaces."""
    family: str = ""
    """Languages of one family see each other's names as if they were one."""
    names_are_global: bool = False
    """A name that the file and its folder do not bind may be that of any file: C's functions, Ruby's constants."""
    namespaces_open: bool = False
    """What stands in a namespace is imported by its bare name."""
    unknown_is_builtin: bool = False
    """A bare name that nothing in the file binds comes with the language, not from another file."""
    exports_members: bool = False
    """What is assigned to `exports` and `module.exports` can be imported."""
    later_shadows: bool = False
    """A name may be bound anew, and then means the new thing from there on: only the last binding before a place counts."""
    has_impls: bool = False
    """Members of a type stand in `impl` blocks, anywhere."""
    members_outside: bool = False
    """Members of a type may stand in other files than it: Go's methods, extensions, `void Store::open()`."""
    bodies_outside: bool = False
    """A method that stands in its type may be a mere declaration, whose body stands outside of it."""
    headers: tuple[str, ...] = ()
    """Endings of files that declare what is defined elsewhere: of a declaration and a definition the latter is meant."""
    path_roots: bool = False
    """`crate` and `super` name modules."""
    methods_are_types: bool = False
    """A type that is declared as another one is a type of its own once it has methods: Go's `type Names []string`."""
    types_reopen: bool = False
    """Definitions of one type stand in several places: partial and reopened classes, companions."""
    makers: tuple[str, ...] = ()
    """Methods that every class has and that make an object of it: Ruby's `new`."""
    dotted_names: bool = False
    """A module is called by its whole name, dots included: `Shop.Cart.add`."""
    exports_return: bool = False
    """What a file gives back is what an import of it gives."""
    sequences: tuple[str, ...] = ()
    """Types that hold their first argument: iterating, awaiting, unwrapping or subscribing gives it."""
    tuples: tuple[str, ...] = ()
    """Types that hold one value for each argument."""
    functions_have_members: bool = False
    """Functions that a function holds can be reached through its name: `app.use`, where `app` is a function."""
    mappings: tuple[str, ...] = ()
    """Types that hold their last argument."""
    transparent: tuple[str, ...] = ()
    """Types whose values have the members of their first argument: `Annotated`, `Box`."""
    unions: tuple[str, ...] = ()
    """Those of the transparent ones that may be any of their arguments."""
    class_types: tuple[str, ...] = ()
    """Types of a class itself, and functions that give the class of an object: `type`."""
    self_types: tuple[str, ...] = ()
    supers: tuple[str, ...] = ()
    """Words that mean the object as its bases see it, and, called, the constructor of a base: `super`."""
    super_calls: tuple[str, ...] = ()
    """Names that, called, give the object as its bases see it."""
    same_as_argument: tuple[str, ...] = ()
    """Functions of the library that give back their first argument."""
    element_functions: tuple[str, ...] = ()
    """Functions of the library that give an element of their first argument: `next`."""
    mapping_functions: tuple[str, ...] = ()
    """Functions of the library that give what their first argument gives for each element of the others: `map`."""
    result_functions: tuple[str, ...] = ()
    """Functions of the library that give what the function gives that is their last argument: `lazy`."""
    pair_functions: tuple[str, ...] = ()
    """Functions of the library that give pairs of a number and an element of their argument: `enumerate`."""
    zip_functions: tuple[str, ...] = ()
    """Functions of the library that give tuples with one element of each argument: `zip`."""
    overloads: bool = False
    """Functions of one name in one place are told apart by their parameters."""
    literals: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Kind of literal → types of parameters that take one, of functions that are told apart: `str` → `String`."""
    made_from_type: tuple[str, ...] = ()
    """Functions of the language that give an object of the type that is their first argument: Go's `new`."""
    casts: tuple[str, ...] = ()
    """Functions of the library that give back their second argument as the type that the first one names."""
    no_bases: tuple[str, ...] = ()
    """What stands where a base stands and has no members: `object`, `Generic`."""
    common_members: tuple[str, ...] = ()
    """Methods that library types have: the only one of that name in a repository proves nothing."""
    element_methods: tuple[str, ...] = ()
    """Methods of library containers that give an element."""
    element_callbacks: tuple[str, ...] = ()
    """Methods of library containers that call a function with an element, as its first argument."""
    pair_callbacks: tuple[str, ...] = ()
    """Those that call it with two elements: `sort`."""
    fold_callbacks: tuple[str, ...] = ()
    """Those that call it with something and an element: `reduce`."""
    mapping_methods: tuple[str, ...] = ()
    """Methods of library containers that give a container of what the function gives: `map`."""
    own_callbacks: tuple[str, ...] = ()
    """Methods of everything that call a function with the object itself: Kotlin's `let`."""
    implicit_parameter: str = ""
    """The name of the parameter that a nameless function without parameters has: `it`."""
    pair_methods: tuple[str, ...] = ()
    """Methods of library containers that give pairs of a key and an element."""
    protocols: Mapping[str, str] = field(default_factory=dict)
    """What an operation calls: `enter` → `__enter__`."""

    @cached_property
    def of_the_object(self) -> frozenset[str]:
        """The words whose meaning depends on the class, or the place in the tree of modules, they stand in."""
        roots = ("crate", "self", "super") if self.path_roots else ()
        words = (self.receivers, self.supers, self.super_calls, self.self_types, self.makers, roots)
        return frozenset().union(*words)

    fixtures: tuple[str, ...] = ()
    """Decorators of functions whose results are handed to parameters of their name."""

    def protocol(self, operation: str) -> str:
        """Return the method that an operation calls; a name that nothing has when there is none."""
        return self.protocols.get(operation, "")
