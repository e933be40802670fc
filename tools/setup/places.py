"""Where the set-up finds and leaves things."""

import os
from dataclasses import dataclass
from pathlib import Path

CACHE_NAME = "twilio-keys-component"


@dataclass(frozen=True, slots=True)
class Places:
    """The clone and the user's cache folder for this project."""

    root: Path
    cache: Path

    @property
    def venv(self) -> Path:
        """The clone's virtual environment."""
        return self.root / ".venv"

    @property
    def modules(self) -> Path:
        """The Go modules that pin the engine."""
        return self.root / "tools" / "pulumi"

    @property
    def engines(self) -> Path:
        """The engines built so far, one folder a version; shared by all clones of this user."""
        return self.cache / "engine"

    @property
    def state(self) -> Path:
        """Pulumi's file backend for trying things by hand."""
        return self.cache / "state"


def find_places() -> Places:
    """The places of the clone that this file lies in."""
    configured = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The XDG specification has relative paths ignored.
    home = configured if configured.is_absolute() else Path.home() / ".cache"
    return Places(root=Path(__file__).resolve().parents[2], cache=home / CACHE_NAME)
