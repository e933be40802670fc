"""The search for secrets finds them: where it finds nothing, there is nothing."""

from __future__ import annotations

import html
import json
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tools.secret_search import files_below, find_secrets

SECRET = "e0\"/\\+%&=<e>'?#~e0e0e0e0e0e0e0"
PLAIN = "4f6Yc0vXq1Zs7Lw9Tn2Rb5Kd8Jg3Hm6P"

PLANTED = {
    "plain": lambda secret: secret.encode(),
    "repr": lambda secret: repr(f"Bearer {secret}").encode(),
    "JSON": lambda secret: json.dumps({"token": secret}).encode(),
    "JSON in code points": lambda secret: "".join(f"\\u{ord(letter):04x}" for letter in secret).encode(),
    "JSON in JSON": lambda secret: json.dumps(json.dumps([secret])).encode(),
    "bytes escaped": lambda secret: "".join(f"\\x{ord(letter):02X}" for letter in secret).encode(),
    "URL": lambda secret: quote(secret, safe="").encode(),
    "URL in lower case": lambda secret: quote(secret).replace("%2B", "%2b").encode(),
    "form": lambda secret: f"a=b&c={quote_plus(secret)}".encode(),
    "URL in JSON": lambda secret: json.dumps(f'"{quote(secret)}"').encode(),
    "HTML": lambda secret: f"<td>{html.escape(secret)}</td>".encode(),
    "hexadecimal": lambda secret: secret.encode().hex().encode(),
    "hexadecimal in capitals": lambda secret: secret.encode().hex().upper().encode(),
    "URL-safe base64": lambda secret: urlsafe_b64encode(f"ab{secret}cd".encode()),
    "sign-in": lambda secret: b"Authorization: Basic " + b64encode(f"SK{'0' * 32}:{secret}".encode()),
    "base64 in JSON": lambda secret: (
        json.dumps(b64encode(f"?{secret}?".encode()).decode()).replace("/", "\\/").encode()
    ),
} | {
    f"base64 behind {before} bytes and before {after}": lambda secret, before=before, after=after: b64encode(
        b"x" * before + secret.encode() + b"y" * after
    )
    for before in range(4)
    for after in range(3)
}


@pytest.mark.parametrize("secret", [SECRET, PLAIN], ids=["with signs", "letters and digits"])
@pytest.mark.parametrize("form", PLANTED)
def test_a_planted_secret_is_found(form: str, secret: str) -> None:
    """In every spelling, between other bytes that are no text."""
    text = b"\xff\x00 before: " + PLANTED[form](secret) + b"\n after \xfe"

    found = find_secrets({"log": text}, [PLAIN[::-1], secret])

    assert found
    assert all(line.startswith("log: ") for line in found)
    assert secret not in str(found)


def test_what_holds_no_secret_is_silent(tmp_path: Path) -> None:
    """A masked value, a part of a secret and another secret in base64 are nothing; each file below is searched."""
    (tmp_path / "a" / ".b").mkdir(parents=True)
    (tmp_path / "a" / ".b" / "log.json").write_bytes(
        b'{"secret": "[secret]", "x": "\\u0041%41&amp;"}' + PLAIN[:20].encode()
    )

    texts = files_below(tmp_path)

    assert list(texts) == ["a/.b/log.json"]
    assert find_secrets(texts, [SECRET, PLAIN]) == []
    assert find_secrets({"x": b64encode(PLAIN.encode())}, [SECRET]) == []
