"""`python -m tools.catalog check | build | shapes DIR`: keeps the catalog's files right.

Exit code 0 done, 1 something is wrong, 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.catalog.checks import source_problems, stale_problems
from tools.catalog.derived import derived, written
from tools.catalog.shapes import shapes_table
from tools.catalog.sources import ROOT, SHAPES, Sources
from twilio_keys_component.errors import TwilioKeysError


def main(arguments: Sequence[str], *, root: Path = ROOT) -> int:
    """Run one command on a clone and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalog", description="Keeps the catalog's files right.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="say all that is wrong with the data, and what is derived and not up to date")
    commands.add_parser("build", help="write all that is derived from the data")
    shapes = commands.add_parser("shapes", help="write the shapes of answers anew from Twilio's OpenAPI files")
    shapes.add_argument("folder", type=Path, help="the folder with the files, twilio_*.json")
    given = parser.parse_args(arguments)
    try:
        return _run(given, root)
    except (OSError, UnicodeDecodeError, TwilioKeysError) as error:
        return _tell([error])


def _run(given: argparse.Namespace, root: Path) -> int:
    sources = Sources.read(root)
    if given.command == "shapes":
        return _write({SHAPES: shapes_table(sources, given.folder)}, root)
    problems = source_problems(sources)
    if given.command == "check":
        return _tell(problems or stale_problems(sources, written(root)))
    return _tell(problems) or _build(sources, root)


def _tell(problems: Sequence[object]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _build(sources: Sources, root: Path) -> int:
    wanted, found = derived(sources), written(root)
    for path in sorted(found.keys() - wanted.keys()):
        (root / path).unlink()
        print(f"removed {path}")
    return _write({path: text for path, text in wanted.items() if found.get(path) != text}, root)


def _write(texts: dict[str, str], root: Path) -> int:
    for path, text in sorted(texts.items()):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8"))
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
