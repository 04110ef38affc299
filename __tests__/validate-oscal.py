"""Validates the OSCAL assessment results of an audit against NIST's metaschema, which the package oscal brings along.

Called with the folder of the audit. A copy with a planted fault must be refused, or the check means nothing.
"""

import json
import pathlib
import sys
import tempfile

from oscal.oscal_content import OSCAL

NAME = "oscal-assessment-results.json"


def is_valid(path: pathlib.Path) -> bool:
    return bool(OSCAL.load(str(path)).is_valid)


def is_fault_refused(path: pathlib.Path) -> bool:
    document = json.loads(path.read_text())
    document["assessment-results"]["results"][0]["findings"][0]["target"]["status"]["state"] = "maybe"
    with tempfile.TemporaryDirectory() as folder:
        planted = pathlib.Path(folder, NAME)
        planted.write_text(json.dumps(document))
        return not is_valid(planted)


paths = sorted(pathlib.Path(sys.argv[1]).glob(f"*/{NAME}"))
wrong = [f"{path} is not valid" for path in paths if not is_valid(path)]
wrong += [f"a fault planted in {path} is not found" for path in paths if not is_fault_refused(path)]
print("\n".join(wrong) or f"{len(paths)} OSCAL assessment results are valid")
sys.exit(1 if wrong or not paths else 0)
