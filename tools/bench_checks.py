"""CPU seconds of checking and comparing many large keys, reading the catalog included.

`python -m tools.bench_checks known|unknown` prints one number. No Twilio, no engine: what the provider itself does in a
deployment.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from time import process_time
from typing import Final

from pydantic import SecretStr

from tests.builders import ACCOUNT_SID, inputs_of, spec, state_of
from twilio_keys_component import lifecycle
from twilio_keys_component.permissions import permission, tables
from twilio_keys_component.resources.wire import from_outputs, to_outputs
from twilio_keys_component.twilio_iam import Connection, Credentials, Endpoint

KEYS: Final = 200
PERMISSIONS: Final = 100


def main(kind: str) -> None:
    """Measure and print: `known` names, or `unknown` ones that are different in every key."""
    made = _known() if kind == "known" else _unknown()
    specs = [spec(*names, friendly_name=f"key-{number}") for number, names in enumerate(made)]
    declared = [inputs_of(wanted) for wanted in specs]
    remembered = [to_outputs(state_of(wanted)) for wanted in specs]
    permission._parsed.cache_clear()  # noqa: SLF001 - a deployment begins without what was parsed to make the inputs
    started = process_time()
    connection = Connection(
        {ACCOUNT_SID: Credentials(ACCOUNT_SID, ACCOUNT_SID, SecretStr("bench"))}, Endpoint.parse("http://127.0.0.1:9")
    )
    for inputs, outputs in zip(declared, remembered, strict=True):
        checked = lifecycle.check(inputs, inputs, connection)
        if checked.problems or lifecycle.diff(inputs, from_outputs(outputs), connection):
            raise RuntimeError(f"an unchanged key is none: {checked}")
        if bool(checked.notes) != (kind == "unknown"):
            raise RuntimeError(f"a {kind} name is taken for something else: {checked.notes}")
    print(process_time() - started)


def _known() -> Iterator[list[str]]:
    draw = random.Random(1)  # noqa: S311 - which names are drawn is no secret
    names = [name for name, *_ in tables.rows("permissions") if not name.endswith("*")]
    for _ in range(KEYS):
        yield draw.sample(names, PERMISSIONS)


def _unknown() -> Iterator[list[str]]:
    for number in range(KEYS):
        yield [f"/twilio/messagin{number}/mesages-{number}-{other}/create" for other in range(PERMISSIONS)]


if __name__ == "__main__":
    main(sys.argv[1])
