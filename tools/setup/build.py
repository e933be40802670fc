"""Building the pinned Pulumi engine from Go modules into the user's cache folder."""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.setup.errors import SetupError
from tools.setup.places import Places
from tools.setup.processes import Outcome, locked, run_reporting, say

CLI_MODULE = "github.com/pulumi/pulumi/pkg/v3"
SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3"
VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"
SDK_SCRIPTS = ("python/cmd/pulumi-language-python-exec", "python/dist/pulumi-resource-pulumi-python")
BUILD_FLAGS = ("-v", "-mod=readonly", "-trimpath", "-buildvcs=false")
HALF_BUILT = ".building-"
RECIPE = "1"
"""Counts up with every change of this file that changes what gets built."""


@dataclass(frozen=True, slots=True)
class Program:
    """One program of the engine, built in a module of its own below ``tools/pulumi``."""

    folder: str
    package: str
    binary: str
    is_versioned: bool


PROGRAMS = (
    Program("cli", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", "pulumi", is_versioned=True),
    Program(
        "language-python",
        "github.com/pulumi/pulumi/sdk/python/cmd/pulumi-language-python/v3",
        "pulumi-language-python",
        is_versioned=False,
    ),
)
FILES = (*(program.binary for program in PROGRAMS), *(Path(script).name for script in SDK_SCRIPTS))


def engine_version(places: Places) -> str:
    """The version of the Pulumi CLI that the modules pin, such as ``3.259.0``."""
    return _from_go_mod(places, "cli", rf"^\s*{re.escape(CLI_MODULE)} v(\S+)")


def engine_key(places: Places) -> str:
    """The name of the engine's folder in the cache: its version and a hash of all that decides what it is."""
    digest = hashlib.sha256(f"{RECIPE} {platform.system()} {platform.machine()}".encode())
    for program in PROGRAMS:
        for name in ("go.mod", "go.sum"):
            digest.update((places.modules / program.folder / name).read_bytes())
    return f"{engine_version(places)}-{digest.hexdigest()[:8]}"


def built_engine(places: Places) -> Path | None:
    """The folder of the engine in the cache, if it was built."""
    folder = places.engines / engine_key(places) / "bin"
    return folder if all(os.access(folder / name, os.X_OK) for name in FILES) else None


def require_go(places: Places) -> str:
    """The ``go`` to build with; refuses where there is none or it is older than the modules ask for."""
    needed = max(_go_line(places, program.folder) for program in PROGRAMS)
    go = shutil.which("go")
    if not go:
        raise _go_error("there is neither a Pulumi CLI that fits nor Go on PATH", needed)
    answer = subprocess.run(
        [go, "version"], capture_output=True, check=False, text=True, env=_go_environment(os.environ)
    )
    found = re.search(r"\bgo(\d+)\.(\d+)", answer.stdout)
    if answer.returncode != 0 or not found:
        raise _go_error(f"{go} does not answer `go version`", needed)
    if (int(found[1]), int(found[2])) < needed:
        raise _go_error(f"{go} is {found[1]}.{found[2]}, too old", needed)
    return go


def build_engine(places: Places) -> Path:
    """Build the engine, prove that it runs and put it into the cache whole; gives the folder of its programs."""
    go = require_go(places)
    with locked(places.engines / ".lock", waiting_for="builds the engine"):
        built = built_engine(places)
        if built:
            return built
        _remove_half_built(places.engines)
        begun = time.monotonic()
        say(f"engine: building Pulumi {engine_version(places)} with Go (about 6 minutes, once)")
        with tempfile.TemporaryDirectory(prefix=HALF_BUILT, dir=places.engines, ignore_cleanup_errors=True) as half:
            whole = Path(half, "engine")
            _build_into(places, go, whole / "bin")
            version = _prove(places, whole / "bin")
            target = places.engines / engine_key(places)
            # Only a damaged engine can be there: a whole one was taken above.
            shutil.rmtree(target, ignore_errors=True)
            whole.rename(target)
        say(f"engine: Pulumi {version} runs, built in {time.monotonic() - begun:.0f} s: {target / 'bin'}")
    return target / "bin"


def clean_engines(places: Places) -> None:
    """Remove every engine from the cache; the lock file stays, others may wait for it."""
    if not places.engines.is_dir():
        return
    with locked(places.engines / ".lock", waiting_for="builds the engine"):
        for folder in places.engines.iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)


def _remove_half_built(engines: Path) -> None:
    # Whoever builds holds the lock, so these folders belong to builds that were killed.
    for folder in engines.glob(f"{HALF_BUILT}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _build_into(places: Places, go: str, target: Path) -> None:
    target.mkdir(parents=True)
    for program in PROGRAMS:
        ldflags = "-s -w" + (f" -X {VERSION_VARIABLE}={engine_version(places)}" if program.is_versioned else "")
        outcome = run_reporting(
            [go, "build", *BUILD_FLAGS, "-ldflags", ldflags, "-o", target / program.binary, program.package],
            phase=f"engine: {program.binary}",
            note=_go_note,
            env=_go_environment(os.environ),
            cwd=places.modules / program.folder,
        )
        if outcome.code != 0:
            raise _build_error(program.binary, outcome)
    _copy_scripts(places, go, target)


def _copy_scripts(places: Places, go: str, target: Path) -> None:
    # Of the CLI's SDK, not of the older one that the language host is built with: these are the scripts that were tried
    # with both programs, and theirs is the number of threads that the engine counts on.
    argv = [go, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", SDK_MODULE]
    env, cwd = _go_environment(os.environ), places.modules / "cli"
    listed = run_reporting(argv, phase="engine: scripts", note=_go_note, env=env, cwd=cwd)
    if listed.code != 0 or not listed.lines:
        raise _build_error("the language host's scripts", listed)
    for script in SDK_SCRIPTS:
        copy = target / Path(script).name
        shutil.copyfile(Path(listed.lines[-1], script), copy)
        copy.chmod(0o755)


def _prove(places: Places, folder: Path) -> str:
    argv: list[str | Path] = [folder / "pulumi", "version"]
    env = {**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "1"}
    outcome = run_reporting(argv, phase="engine: pulumi version", note=lambda _: "no answer yet", env=env, cwd=folder)
    version = outcome.lines[-1].removeprefix("v") if outcome.lines else ""
    if outcome.code != 0 or version != engine_version(places):
        raise SetupError(
            tried="use the Pulumi engine that was built",
            wrong=f"`pulumi version` ended with exit code {outcome.code} and did not say {engine_version(places)}",
            todo="Nothing was installed. Run this again; if it stays so, report it with the lines below.",
            output=outcome.lines,
        )
    return version


def _go_environment(base: Mapping[str, str]) -> dict[str, str]:
    return {
        **base,
        # Without C the build is the same with and without a compiler on the machine.
        "CGO_ENABLED": "0",
        # A toolchain other than the installed one would be downloaded.
        "GOTOOLCHAIN": "local",
        # A workspace around the clone would change the pinned versions.
        "GOWORK": "off",
        # A cross-compiler's settings would give an engine that does not run here.
        "GOOS": "",
        "GOARCH": "",
    }


def _go_note(lines: Sequence[str]) -> str:
    downloaded = sum(line.startswith("go: downloading ") for line in lines)
    compiled = sum(not line.startswith(("go: ", "#")) for line in lines)
    return f"{downloaded} modules downloaded, {compiled} packages compiled"


def _build_error(what: str, outcome: Outcome) -> SetupError:
    tried = f"build the Pulumi engine ({what})"
    # Among hundreds of names of packages, the lines that say something went wrong.
    telling = [
        line for line in outcome.lines if not line.startswith("go: downloading ") and (" " in line or ":" in line)
    ]
    if outcome.lacks_network:
        return SetupError(
            tried=tried,
            wrong="Go modules could not be downloaded",
            todo="Check the network and `go env GOPROXY`, or install the Pulumi CLI, and run this again: "
            "what was downloaded is kept.",
            output=telling,
        )
    return SetupError(
        tried=tried,
        wrong=f"go ended with exit code {outcome.code}",
        todo="Nothing was installed. Mend what it says below, or install the Pulumi CLI, and run this again.",
        output=telling or outcome.lines,
    )


def _go_error(wrong: str, needed: tuple[int, int]) -> SetupError:
    return SetupError(
        tried="get a Pulumi engine",
        wrong=wrong,
        todo=f"Install Go {needed[0]}.{needed[1]} or later, or the Pulumi CLI 3.200 or later with its Python language "
        "host, and run this again.",
    )


def _go_line(places: Places, folder: str) -> tuple[int, int]:
    major, minor = _from_go_mod(places, folder, r"^go (\d+\.\d+)").split(".")
    return int(major), int(minor)


def _from_go_mod(places: Places, folder: str, pattern: str) -> str:
    file = places.modules / folder / "go.mod"
    found = re.search(pattern, file.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise SetupError(tried=f"read {file}", wrong=f"no line matches {pattern}", todo="Restore the file from git.")
    return found[1]
