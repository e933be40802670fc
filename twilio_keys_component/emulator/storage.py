"""Rows in a SQLite file that only one emulator at a time has, each written before the answer that tells of it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from twilio_keys_component.errors import TwilioKeysError, quoted

SCHEMA: Final = 1
"""The version of what lies in the file."""

_APPLICATION: Final = 0x544B454D
"""What marks a file as an emulator's."""

_MODE: Final = 0o600
_LOCKED: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

Row = tuple[str, str, Any]
"""What it is, such as `key`, its id, and what is known of it as JSON; None for what is gone."""


class StateFileError(TwilioKeysError):
    """A state file that an emulator cannot use.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path, reason: str, way_out: str = "give another file with --state") -> None:
        super().__init__(f"the emulator cannot use the state file {quoted(str(path))}: {reason}; {way_out}")
        self.path = path


class Storage:
    """The rows of one file, which is made where it is not there.

    Args:
        path: The file. It holds secrets, so nobody else may read it.

    Raises:
        StateFileError: It is another emulator's, no emulator's or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._readably():
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _MODE))
            self._db = sqlite3.connect(path.absolute(), timeout=0, isolation_level=None, check_same_thread=False)
        try:
            with self._readably():
                self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
                # What a process wrote survives its end; only a machine that loses its power could lose it.
                self._db.execute("PRAGMA synchronous=OFF")
                with self._transaction():
                    self._identify()
                path.chmod(_MODE)
        except StateFileError:
            self.close()
            raise

    def rows(self) -> list[Row]:
        """All of them, in no order that means anything."""
        with self._readably():
            found = self._db.execute("SELECT kind, id, value FROM rows ORDER BY kind, id").fetchall()
        try:
            return [(kind, name, json.loads(value)) for kind, name, value in found]
        except ValueError as error:
            raise self.damaged(str(error)) from None

    def write(self, rows: Iterable[Row]) -> None:
        """Put these in place of those of the same kind and id, all or none; None takes one away."""
        with self._readably(), self._transaction():
            for kind, name, value in rows:
                if value is None:
                    self._db.execute("DELETE FROM rows WHERE kind = ? AND id = ?", (kind, name))
                else:
                    self._db.execute("INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", (kind, name, json.dumps(value)))

    def close(self) -> None:
        """Let another emulator have the file."""
        self._db.close()

    def damaged(self, reason: str) -> StateFileError:
        """The error for content that cannot be understood."""
        return StateFileError(self._path, f"its content cannot be understood ({reason})")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN EXCLUSIVE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # SQLite itself takes back some of what fails
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _readably(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) in _LOCKED:
                raise StateFileError(
                    self._path,
                    "another emulator has it",
                    "stop that one, or give this one another file with --state",
                ) from None
            raise StateFileError(self._path, str(error)) from None
        except OSError as error:
            raise StateFileError(self._path, error.strerror or type(error).__name__) from None

    def _identify(self) -> None:
        """Check that the file is an emulator's of this schema; make it one where it is empty."""
        application, version, tables = (
            self._db.execute(question).fetchone()[0]
            for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        )
        if (application, version, tables) == (0, 0, 0):
            self._db.execute("CREATE TABLE rows (kind TEXT, id TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, id))")
            self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._db.execute(f"PRAGMA user_version = {SCHEMA}")
        elif application != _APPLICATION:
            raise StateFileError(self._path, "it is the database of another program")
        elif version != SCHEMA:
            raise StateFileError(
                self._path,
                f"another version of this package wrote it (schema {version}, this one knows {SCHEMA})",
                "use that version, or give another file with --state",
            )
