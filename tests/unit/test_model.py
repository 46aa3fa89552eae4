"""The columns of the rows have names, and the names say where they stand."""

import pytest
from triptych_indexer import model

ROWS = ("NODE", "PARAMETER", "TYPE_PARAMETER", "IMPORT", "REFERENCE", "BINDING", "CHUNK")


@pytest.mark.parametrize("row", ROWS)
def test_a_column_s_number_is_its_place(row: str) -> None:
    columns: tuple[str, ...] = getattr(model, f"{row}_COLUMNS")
    numbers = {
        name.removeprefix(f"{row}_").lower(): number
        for name, number in vars(model).items()
        if name.startswith(f"{row}_") and isinstance(number, int)
    }

    assert numbers
    assert numbers == {name: columns.index(name) for name in numbers}
