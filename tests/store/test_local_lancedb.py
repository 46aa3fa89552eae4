"""lancedb is loaded without the client that talks to remote catalogues, and works on a local folder all the same."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from triptych_indexer.store.local_lancedb import lancedb
import pyarrow
database = lancedb().connect(sys.argv[1])
table = database.create_table("one", pyarrow.table({"id": [1, 2], "vector": [[1.0, 0.0], [0.0, 1.0]]}))
print(table.count_rows(), table.version, database.open_table("one").count_rows())
print(sorted(name for name in sys.modules if name.startswith("urllib3")))
from lance_namespace_urllib3_client.models import QueryTableRequest
try:
    QueryTableRequest(k=1)
except RuntimeError as refusal:
    print(refusal)
"""


def test_a_local_table_needs_no_client_and_the_client_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines() == [
        "2 1 2",
        "[]",
        "QueryTableRequest: triptych loads lancedb without its client for remote catalogues",
    ]


def test_a_client_that_somebody_loaded_before_is_left_alone(tmp_path: Path) -> None:
    script = "import lance_namespace_urllib3_client.models as models\n" + SCRIPT.replace(
        "QueryTableRequest(k=1)",
        "print(issubclass(QueryTableRequest, models.BaseModel if hasattr(models, 'BaseModel') else object))",
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines()[0] == "2 1 2"
    assert done.stdout.splitlines()[-1] == "True"
