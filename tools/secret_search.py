"""Finds secrets in bytes, in whatever spelling a log, a file or a wire may hold them."""

from __future__ import annotations

import html
import re
from base64 import b64encode, urlsafe_b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

BLOCK: Final = 16
"""A text is looked at in blocks of so many bytes: whatever is twice as long holds a whole one, wherever it begins."""

_ESCAPE: Final = re.compile(rb"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)


class Search:
    """A search for many secrets in many bytes.

    Args:
        secrets: What nobody may read.
    """

    def __init__(self, secrets: Iterable[str]) -> None:
        self._short: set[tuple[str, bytes]] = set()
        self._long: defaultdict[bytes, set[tuple[str, bytes]]] = defaultdict(set)
        for spelling, needle in {each for secret in secrets for each in _spellings(secret.encode())}:
            if len(needle) < 2 * BLOCK - 1:
                self._short.add((spelling, needle))
                continue
            for at in range(BLOCK):
                self._long[needle[at : at + BLOCK]].add((spelling, needle))

    def spellings(self, text: bytes) -> set[str]:
        """The spellings in which secrets show there; never a secret."""
        return {
            " ".join(filter(None, (layer, spelling)))
            for layer, readable in _layers(text)
            for spelling, needle in self._possible(readable)
            if needle in readable
        }

    def _possible(self, text: bytes) -> set[tuple[str, bytes]]:
        blocks = {text[at : at + BLOCK] for at in range(0, len(text), BLOCK)}
        return self._short.union(*(self._long[block] for block in blocks & self._long.keys()))


def find_secrets(texts: Mapping[str, bytes], secrets: Iterable[str]) -> list[str]:
    """Where a secret shows, and in which spelling; never the secret itself.

    Args:
        texts: What to search, by a name for it.
        secrets: What nobody may read there.
    """
    search = Search(secrets)
    return sorted(f"{name}: {spelling}" for name, text in texts.items() for spelling in search.spellings(text))


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _spellings(secret: bytes) -> Iterable[tuple[str, bytes]]:
    """The secret itself, in hexadecimal, and what base64 makes of it behind 0, 1 or 2 other bytes."""
    yield "plain", secret
    yield "hexadecimal", secret.hex().encode()
    yield "hexadecimal", secret.hex().upper().encode()
    for encode in (b64encode, urlsafe_b64encode):
        for before in range(3):
            first, end = -(-before * 8 // 6), (before + len(secret)) * 8 // 6
            yield "base64", encode(bytes(before) + secret)[first:end]


def _layers(text: bytes) -> Iterable[tuple[str, bytes]]:
    """The text, and what it says once the escapes of JSON (also in JSON), of URLs and of HTML are undone."""
    yield "", text
    undone: list[tuple[str, Callable[[bytes], bytes], bytes]] = [
        ("escaped", _unescaped, b"\\"),
        ("URL-encoded", unquote_to_bytes, b"%"),
        ("in HTML", _without_entities, b"&"),
    ]
    for name, undo, sign in undone:
        if sign in text:
            yield name, undo(text)
    if b"\\\\" in text:
        yield "twice escaped", _unescaped(_unescaped(text))
    if b"\\" in text and b"%" in text:
        yield "escaped URL-encoded", unquote_to_bytes(_unescaped(text))


def _unescaped(text: bytes) -> bytes:
    def meant(escape: re.Match[bytes]) -> bytes:
        code = escape[1]
        return chr(int(code[1:], 16)).encode("utf-8", "replace") if len(code) > 1 else code

    return _ESCAPE.sub(meant, text)


def _without_entities(text: bytes) -> bytes:
    return html.unescape(text.decode("latin-1")).encode("utf-8", "replace")
