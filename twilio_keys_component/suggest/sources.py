"""Finds and parses the Python files to analyse."""

from __future__ import annotations

import ast
import os
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from twilio_keys_component.suggest.findings import SourceError
from twilio_keys_component.suggest.scopes import Module, module_parts

_NOT_THE_PROJECTS: Final = {"__pycache__", "node_modules", "site-packages"}


def read_modules(paths: Sequence[str | Path]) -> tuple[Module, ...]:
    """Parse every file of `paths`; of a folder, every `*.py` below it, but for hidden folders and virtual environments.

    Raises:
        SourceError: A path is not there or cannot be read, a folder has no Python file, or a file does not parse.
    """
    files = {file.resolve(): file for path in paths for file in _files(Path(path))}
    return tuple(_parse(files[resolved], resolved) for resolved in sorted(files))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(_walk(path))
    if not found:
        raise SourceError(f"no Python file lies under {path}: name the folder with the application's source")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        here = Path(at)
        folders[:] = [name for name in folders if not _is_skipped(here / name)]
        yield from (here / name for name in files if name.endswith(".py"))


def _is_skipped(folder: Path) -> bool:
    name = folder.name
    return name.startswith(".") or name in _NOT_THE_PROJECTS or (folder / "pyvenv.cfg").exists()


def _parse(file: Path, resolved: Path) -> Module:
    try:
        source = file.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of a file's odd escapes: not this command's subject
            tree = ast.parse(source, filename=str(file))
    except OSError as error:
        raise SourceError(f"cannot read {file}: {error.strerror}; give files and folders that are there") from None
    except SyntaxError as error:
        raise SourceError(
            f"{file}:{error.lineno or 1}: does not parse as Python ({error.msg}): nothing was guessed; "
            "fix the file, or give the paths of the others"
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        problem = str(error) or "nested too deeply"
        raise SourceError(f"{file}:1: does not parse as Python ({problem}): nothing was guessed") from None
    is_package = file.name == "__init__.py"
    return Module(file=file.as_posix(), tree=tree, parts=module_parts(resolved), is_package=is_package)
