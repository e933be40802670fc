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
from twilio_keys_component.twilio_iam.credentials import NAMESPACE

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


def here(configured_id: str | None) -> Place:
    """The stack of the request that the engine is waiting for; asked by `read` and `delete`, which get no inputs.

    Its id lies in the stack's own file of settings. A deployment without such a file has none but the configured one,
    which in a refresh or a destroy is what the state was last deployed with.

    Args:
        configured_id: The setting `stackId` as the engine configured the provider.

    Raises:
        OriginError: The engine's request cannot be found, or the id is encrypted.
        PulumiFileError: One of the project's files cannot be read.
    """
    urn = _requested_urn(sys._getframe(1))  # noqa: SLF001 - the SDK hands the request to nobody else
    if urn is None:
        raise OriginError(_NO_REQUEST)
    stack, project, *_ = urn.removeprefix(_URN).split("::")
    return Place(project=project, stack=stack, stack_id=_stack_id(stack, configured_id))


def _requested_urn(frame: FrameType | None) -> str | None:
    while frame is not None:
        urn = getattr(frame.f_locals.get("request"), "urn", None)
        if isinstance(urn, str) and urn.startswith(_URN) and urn.count("::") > 1:
            return urn
        frame = frame.f_back
    return None


def _stack_id(stack: str, configured: str | None) -> str | None:
    project = Project.around(Path.cwd())
    settings = project.stack_settings(stack) if project else None
    if project is None or settings is None:
        return configured or None
    setting = f"{NAMESPACE}:{STACK_ID}"
    value = settings.get(setting)
    if isinstance(value, Mapping):
        raise OriginError(_ENCRYPTED.format(setting=setting, file=escaped(project.stack_file(stack).name)))
    return str(value) if value else None
