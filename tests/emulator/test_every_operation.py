"""Every operation of the endpoint table, with exactly its permission and with every other one of its product.

What must come out is read from the table itself, never from the emulator's own code.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.emulator.tables import Row, Things, all_but, known_rows, unknown_rows

HOSTS = sorted({row.host for row in known_rows()})
Key = Callable[..., tuple[str, str]]


@pytest.fixture
def things(server: Any, session: requests.Session, owner: tuple[str, str]) -> Things:
    """What operations need to find."""
    return Things(session, server.url, owner)


@pytest.fixture
def key(make_key: Any) -> Key:
    """Restricted keys, one for each grant."""
    made: dict[tuple[str, ...], tuple[str, str]] = {}

    def make(*permissions: str) -> tuple[str, str]:
        if permissions not in made:
            made[permissions] = make_key("restricted", *permissions)
        return made[permissions]

    return make


def test_the_table_has_525_rows_with_one_permission_each() -> None:
    """What the tests below cover."""
    assert (len(known_rows()), len(unknown_rows())) == (525, 1064)
    assert all(len(row.permission.split()) == 1 for row in known_rows())


@pytest.mark.parametrize("host", HOSTS)
def test_exactly_its_permission_is_enough(things: Things, session: requests.Session, key: Key, host: str) -> None:
    """A key with nothing but the operation's permission gets the answer, in its status and its shape."""
    wrong = {}
    for row in known_rows():
        if row.host == host:
            address, form = things.request(row)
            answer = session.request(
                row.method, address, data=form, auth=key(row.permission), timeout=10, allow_redirects=False
            )
            wrong[str(row)] = row.misfit(answer.status_code, answer.json() if answer.content else None)
    assert {row: misfit for row, misfit in wrong.items() if misfit} == {}


@pytest.mark.parametrize("host", HOSTS)
def test_every_other_permission_of_the_product_is_not(
    things: Things, session: requests.Session, key: Key, host: str
) -> None:
    """A key with all others of the product, a second spelling too, is refused, and told exactly what is missing."""
    wrong = {}
    for row in known_rows():
        if row.host == host:
            address, form = things.request(row)
            auth = key(*(all_but(row.permission) or ("/twilio/nothing/else/read",)))
            answer = session.request(row.method, address, data=form, auth=auth, timeout=10)
            if (answer.status_code, answer.json()) != (401, row.refusal):
                wrong[str(row)] = answer.text
    assert wrong == {}


def _curl(rows: list[tuple[Row, str, dict[str, str], tuple[str, str]]], folder: Path) -> list[tuple[int, Any]]:
    """Send all of these through one plain curl; give each one's status and body."""
    blocks = []
    for number, (row, address, form, auth) in enumerate(rows):
        lines = {
            "request": row.method,
            "url": address.replace("{", "%7B").replace("}", "%7D"),
            "user": ":".join(auth),
            "output": str(folder / str(number)),
            "write-out": "%{http_code}\\n",
            "noproxy": "*",
        }
        data = [f"data-urlencode = {json.dumps(f'{name}={value}')}" for name, value in form.items()]
        blocks.append("\n".join(["silent", *(f"{name} = {json.dumps(text)}" for name, text in lines.items()), *data]))
    config = folder / "config"
    config.write_text("\nnext\n".join(blocks), encoding="utf-8")
    done = subprocess.run(
        ["curl", "--disable", "--config", str(config)], capture_output=True, text=True, check=True, timeout=120
    )
    bodies = [folder / str(number) for number in range(len(rows))]
    texts = [body.read_text(encoding="utf-8") if body.exists() else "" for body in bodies]
    statuses = map(int, done.stdout.split())
    return [(status, json.loads(text) if text else None) for status, text in zip(statuses, texts, strict=True)]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
@pytest.mark.parametrize("verdict", ["allowed", "refused"])
def test_plain_curl_gets_what_the_table_says(things: Things, key: Key, tmp_path: Path, verdict: str) -> None:
    """The same for all 525 rows through curl, which knows nothing of Twilio."""
    asked = []
    for row in known_rows():
        grant = (row.permission,) if verdict == "allowed" else all_but(row.permission)
        asked.append((row, *things.request(row), key(*(grant or ("/twilio/nothing/else/read",)))))
    wrong = {}
    for (row, *_), (status, body) in zip(asked, _curl(asked, tmp_path), strict=True):
        misfit = row.misfit(status, body) if verdict == "allowed" else (status, body) != (401, row.refusal) and body
        if misfit:
            wrong[str(row)] = misfit
    assert wrong == {}
