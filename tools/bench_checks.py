"""CPU seconds of checking and comparing many large keys, reading the catalog included.

`python -m tools.bench_checks` prints one number. No Twilio, no engine: what the provider itself does in a deployment.
"""

from __future__ import annotations

import random
from time import process_time
from typing import Final

from pydantic import SecretStr

from tests.builders import ACCOUNT_SID, inputs_of, spec, state_of
from twilio_keys_component import lifecycle
from twilio_keys_component.permissions import tables
from twilio_keys_component.resources.wire import from_outputs, to_outputs
from twilio_keys_component.twilio_iam import Connection, Credentials, Endpoint

KEYS: Final = 200
PERMISSIONS: Final = 100


def main() -> None:
    """Measure and print."""
    draw = random.Random(1)  # noqa: S311 - which names are drawn is no secret
    names = [name for name, *_ in tables.rows("permissions") if not name.endswith("*")]
    specs = [spec(*draw.sample(names, PERMISSIONS), friendly_name=f"key-{number}") for number in range(KEYS)]
    declared = [inputs_of(wanted) for wanted in specs]
    remembered = [to_outputs(state_of(wanted)) for wanted in specs]
    started = process_time()
    connection = Connection(
        {ACCOUNT_SID: Credentials(ACCOUNT_SID, ACCOUNT_SID, SecretStr("bench"))}, Endpoint.parse("http://127.0.0.1:9")
    )
    for inputs, outputs in zip(declared, remembered, strict=True):
        checked = lifecycle.check(inputs, inputs, connection)
        if checked.problems or checked.notes or lifecycle.diff(inputs, from_outputs(outputs), connection):
            raise RuntimeError(f"a known and unchanged key is neither: {checked}")
    print(process_time() - started)


if __name__ == "__main__":
    main()
