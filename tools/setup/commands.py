"""The commands of the set-up, as the Makefile calls them."""

import argparse
import os
import re
import signal
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from tools.setup import build, engine, virtualenv
from tools.setup.errors import SetupError
from tools.setup.places import Places, find_places
from tools.setup.processes import say

INTERRUPTED = 130


def run(argv: Sequence[str]) -> int:
    """Run one command and give its exit code; every failure is a sentence on stderr."""
    arguments = _parser().parse_args(argv)
    signal.signal(signal.SIGTERM, _stop)
    places = find_places()
    try:
        return _dispatch(arguments.command, arguments.argv, places)
    except SetupError as error:
        say(f"error: {error}")
    except OSError as error:
        say(f"error: set-up could not go on: {error}. Mend that (disk space, permissions) and run this again.")
    except KeyboardInterrupt:
        say("stopped: nothing is half-installed; run this again to go on")
        return INTERRUPTED
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("setup", "make .venv and the engine, then print the environment for trying things by hand"),
        ("venv", "make .venv"),
        ("engine-path", "print the folder of the `pulumi` that the project uses; build it where needed"),
        ("environment", "print only the environment for trying things by hand"),
        ("clean-cache", "remove the built engines from the cache folder"),
    ):
        commands.add_parser(name, help=text).set_defaults(argv=[])
    runner = commands.add_parser("run", help="run a program with .venv and the engine first on PATH")
    runner.add_argument("argv", nargs=argparse.REMAINDER)
    return parser


def _dispatch(command: str, argv: list[str], places: Places) -> int:
    if command == "venv":
        virtualenv.ensure_venv(places)
    elif command == "engine-path":
        found = engine.find_engine(places)
        print(found.folder or engine.build_instead(places, found))
    elif command == "clean-cache":
        build.clean_engines(places)
        say(f"removed the engines in {places.engines}; stacks made by hand, if any, are still in {places.state}")
    elif command == "run":
        return _run_program(argv, _ensure_all(places), places)
    else:
        lines = environment_lines(places, _ensure_all(places))
        if command == "setup":
            print('Ready. To try things by hand, paste these lines or run: eval "$(make -s environment)"')
        print("\n".join(lines))
    return 0


def _ensure_all(places: Places) -> Path:
    found = engine.find_engine(places)
    if not found.folder:
        # A missing Go is better said before a minute of pip.
        build.require_go(places)
    virtualenv.ensure_venv(places)
    return found.folder or engine.build_instead(places, found)


def _run_program(argv: list[str], engine_folder: Path, places: Places) -> int:
    path = os.pathsep.join([str(places.venv / "bin"), str(engine_folder), os.environ.get("PATH", os.defpath)])
    os.execvpe(argv[0], argv, {**os.environ, "PATH": path})  # noqa: S606 - the Makefile's own commands come here


def environment_lines(places: Places, engine_folder: Path) -> list[str]:
    """Shell lines that put the tools on ``PATH`` and keep Pulumi's state in a local folder, which is made here."""
    places.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [
        f'export PATH="{_quoted(places.venv / "bin")}:{_quoted(engine_folder)}:$PATH"',
        f'export PULUMI_BACKEND_URL="file://{_quoted(places.state)}"',
        'export PULUMI_CONFIG_PASSPHRASE="${PULUMI_CONFIG_PASSPHRASE-only-for-trying-out}"',
        "export PULUMI_SKIP_UPDATE_CHECK=1",
    ]


def _quoted(path: Path) -> str:
    return re.sub(r'(["$`\\])', r"\\\1", str(path))


def _stop(_signum: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
