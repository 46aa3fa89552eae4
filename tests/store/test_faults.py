"""Every step of the protocol can be stopped by name, or it is not tested."""

import ast
from collections import Counter
from pathlib import Path

import pytest
import triptych_indexer.store
from triptych_indexer.store import faults


def points_in_the_source() -> list[str]:
    found = []
    for path in Path(triptych_indexer.store.__path__[0]).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "fault_point":
                argument = call.args[0]
                assert isinstance(argument, ast.Constant), f"{path.name}: a point has a literal name"
                found.append(str(argument.value))
    return found


def test_the_list_of_points_is_the_source() -> None:
    assert sorted(points_in_the_source()) == sorted(faults.POINTS)


def test_there_are_forty_points_and_none_is_named_twice() -> None:
    assert len(faults.POINTS) >= 40
    assert not [name for name, times in Counter(faults.POINTS).items() if times > 1]


def test_an_armed_point_strikes_at_the_pass_it_was_armed_for() -> None:
    faults.arm("stage.file:raise:2")
    try:
        faults.fault_point("stage.file")
        faults.fault_point("stage.removed")
        with pytest.raises(faults.FaultInjected, match=r"stage\.file"):
            faults.fault_point("stage.file")
        faults.fault_point("stage.file")
    finally:
        faults.arm("")
