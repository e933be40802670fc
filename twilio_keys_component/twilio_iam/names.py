"""Which permission names a deployment takes for known, and what it says about the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions import Catalog, OverlayError, Permission, load_catalog, load_overlay
from twilio_keys_component.twilio_iam.credentials import NAMESPACE, CredentialsError, Problem, Settings

_STRICT: Final = "strictPermissions"
_OVERLAY: Final = "permissionsOverlay"
_HINTS: Final = 5
"""For how many names of a key it is looked up what they may mean: that takes some milliseconds each."""

_NEXT: Final = (
    f"Twilio refuses the whole key if it does not know a name. Where the name is right, put it into an overlay file "
    f"(`{NAMESPACE}:{_OVERLAY}`)"
)


def has_relative_overlay(settings: Settings) -> bool:
    """Whether the overlay can be found only from the program's folder."""
    path = settings(_OVERLAY)
    return bool(path) and not Path(path or "").is_absolute()


@dataclass(frozen=True, slots=True)
class Names:
    """The catalog of a deployment, and how strict it is.

    Attributes:
        catalog: The known permissions, those of the project's overlay included.
        is_strict: Whether an unknown permission is an error; else it is a warning.
    """

    catalog: Catalog
    is_strict: bool = False

    @classmethod
    def from_settings(cls, settings: Settings) -> Names:
        """What `twilio-keys:strictPermissions` and `twilio-keys:permissionsOverlay` (a path) say.

        A relative path begins at this process's folder, which the engine makes the program's for program and provider.

        Raises:
            CredentialsError: With every problem of the two.
        """
        problems: list[Problem] = []
        strict = {"true": True, "false": False}.get((settings(_STRICT) or "false").lower())
        if strict is None:
            problems.append(Problem(f"{NAMESPACE}:{_STRICT}", "is neither true nor false"))
        catalog, path = load_catalog(), settings(_OVERLAY)
        if path:
            try:
                catalog = load_overlay(Path(path).absolute(), catalog)
            except OverlayError as error:
                problems.append(Problem(f"{NAMESPACE}:{_OVERLAY}", str(error)))
        if problems:
            raise CredentialsError(tuple(problems))
        return cls(catalog, strict is True)

    def complaints(self, permissions: Iterable[Permission]) -> tuple[str, ...]:
        """A sentence about each of a key's permissions that is not known; the first few with what they may mean.

        Where nothing is refused for them, the others are only counted.
        """
        unknown = sorted({p for p in permissions if self.catalog.entry(p) is None})
        first, others = unknown[:_HINTS], unknown[_HINTS:]
        told = [_complaint(permission, self._hint(permission)) for permission in first]
        if self.is_strict:
            told += [_complaint(permission, ".") for permission in others]
        elif others:
            told.append(f"and {len(others)} more unknown: `{NAMESPACE}:{_STRICT}` names them all")
        return tuple(told)

    def _hint(self, permission: Permission) -> str:
        near = self.catalog.suggest(str(permission), limit=2)
        return f": did you mean {' or '.join(map(str, near))}?" if near else "."


def _complaint(permission: Permission, hint: str) -> str:
    return f"{masked(permission)} is not a known permission{hint} {_NEXT}"
