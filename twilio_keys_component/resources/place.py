"""Which stack the engine's request is about: the provider's configuration, which may be a copy's, cannot say."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Final

from twilio_keys_component.errors import escaped
from twilio_keys_component.lifecycle import OriginError
from twilio_keys_component.model import Place
from twilio_keys_component.pulumi_files import Project
from twilio_keys_component.twilio_iam import Settings
from twilio_keys_component.twilio_iam.credentials import NAMESPACE, claims

STACK_ID: Final = "stackId"
"""The setting that tells a stack from its copies and namesakes."""

_URN: Final = "urn:pulumi:"

_NO_REQUEST: Final = (
    "This version of Pulumi does not show which stack a key is read or deleted for, so nothing can tell whether the "
    "key is that stack's own. Nothing was sent. Use a version that twilio-keys-component is tested with."
)
_ENCRYPTED: Final = (
    "{setting} lies encrypted in {file}, and is needed in the clear to tell whose keys these are. Nothing was sent. "
    "Set it as it was with `pulumi config set --plaintext {setting} ID`; `pulumi config get {setting}` shows it."
)


def here(configured: Settings) -> tuple[Place, bool]:
    """The stack of the request that the engine is waiting for, and whether it claims the keys of its state.

    Asked by `read` and `delete`, which get no inputs, and whose provider is configured as the state was last deployed,
    even in `up --refresh`. So, both lie in the stack's own file of settings. A deployment without such a file has what
    is configured.

    Args:
        configured: The settings as the engine configured the provider.

    Raises:
        OriginError: The engine's request cannot be found, or the id is encrypted.
        PulumiFileError: One of the project's files cannot be read.
    """
    urn = _requested_urn(sys._getframe(1))  # noqa: SLF001 - the SDK hands the request to nobody else
    if urn is None:
        raise OriginError(_NO_REQUEST)
    stack, project, *_ = urn.removeprefix(_URN).split("::")
    settings = _settings(stack) or configured
    return Place(project=project, stack=stack, stack_id=settings(STACK_ID) or None), claims(settings)


def _requested_urn(frame: FrameType | None) -> str | None:
    while frame is not None:
        urn = getattr(frame.f_locals.get("request"), "urn", None)
        if isinstance(urn, str) and urn.startswith(_URN) and urn.count("::") > 1:
            return urn
        frame = frame.f_back
    return None


def _settings(stack: str) -> Settings | None:
    """The settings in the file of a stack; None where it has none."""
    project = Project.around(Path.cwd())
    found = project.stack_settings(stack) if project else None
    if project is None or found is None:
        return None
    file = escaped(project.stack_file(stack).name)

    def setting(name: str) -> str | None:
        value = found.get(f"{NAMESPACE}:{name}")
        if isinstance(value, Mapping):
            raise OriginError(_ENCRYPTED.format(setting=f"{NAMESPACE}:{name}", file=file))
        return None if value is None else str(value)

    return setting
