"""Which stack the engine's request is about: the provider's configuration, which may be a copy's, cannot say."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Final

from twilio_keys_component.errors import escaped
from twilio_keys_component.lifecycle import Here, OriginError
from twilio_keys_component.model import Place
from twilio_keys_component.pulumi_files import Project
from twilio_keys_component.twilio_iam import Settings
from twilio_keys_component.twilio_iam.credentials import NAMESPACE, claims

STACK_ID: Final = "stackId"
"""The setting that tells a stack from its copies and namesakes."""

STACK_ID_VARIABLE: Final = "TWILIO_KEYS_STACK_ID"
"""The id of the stack that this runs for, where its file of settings is out of sight or has none."""

_URN: Final = "urn:pulumi:"

_NO_REQUEST: Final = (
    "This version of Pulumi does not show which stack a key is read or deleted for, so nothing can tell whether the "
    "key is that stack's own. Nothing was sent. Use a version that twilio-keys-component is tested with."
)
_ENCRYPTED: Final = (
    "{setting} lies encrypted in {file}, and is needed in the clear to tell whose keys these are. Nothing was sent. "
    "Set it as it was with `pulumi config set --plaintext {setting} ID`; `pulumi config get {setting}` shows it."
)
_WAY_IN: Final = (
    f"Where there is none (an inline program of the Automation API, `--config-file`, an ESC environment), set "
    f"{STACK_ID_VARIABLE} to this stack's own id."
)
_NO_FILE: Final = (
    "No {file} of project {project} was found in {folder} or above it, and what the provider is configured with may be "
    "another stack's: run this in the project's folder. " + _WAY_IN
)
_NO_ID: Final = "The id was looked for in {file}. " + _WAY_IN


def here() -> Here:
    """The stack of the request that the engine is waiting for, and whether it claims the keys of its state.

    Asked by `read` and `delete`, which get no inputs, and whose provider is configured as the state was last deployed,
    even in `up --refresh`: with a copied state's own id, which would always fit. So, both lie in the stack's own file
    of settings. Without it there is no claim, and no id but that of `STACK_ID_VARIABLE`.

    Raises:
        OriginError: The engine's request cannot be found, or the id is encrypted.
        PulumiFileError: One of the project's files cannot be read.
    """
    urn = _requested_urn(sys._getframe(1))  # noqa: SLF001 - the SDK hands the request to nobody else
    if urn is None:
        raise OriginError(_NO_REQUEST)
    stack, name, *_ = urn.removeprefix(_URN).split("::")
    folder = Path.cwd()
    project = Project.around(folder, name=name)
    settings = _settings(project, stack) if project else None
    stack_id = (settings(STACK_ID) if settings else None) or os.environ.get(STACK_ID_VARIABLE) or None
    place = Place(project=name, stack=stack, stack_id=stack_id)
    file = escaped(project.stack_file(stack).name if project else f"Pulumi.{stack}.yaml")
    if settings is None:
        told = _NO_FILE.format(file=file, project=escaped(name), folder=escaped(str(folder)))
        return Here(place, without_id="" if stack_id else told)
    return Here(place, claims(settings), "" if stack_id else _NO_ID.format(file=file))


def _requested_urn(frame: FrameType | None) -> str | None:
    while frame is not None:
        urn = getattr(frame.f_locals.get("request"), "urn", None)
        if isinstance(urn, str) and urn.startswith(_URN) and urn.count("::") > 1:
            return urn
        frame = frame.f_back
    return None


def _settings(project: Project, stack: str) -> Settings | None:
    """The settings in the file of a stack; None where it has none."""
    found = project.stack_settings(stack)
    if found is None:
        return None
    file = escaped(project.stack_file(stack).name)

    def setting(name: str) -> str | None:
        value = found.get(f"{NAMESPACE}:{name}")
        if isinstance(value, Mapping):
            raise OriginError(_ENCRYPTED.format(setting=f"{NAMESPACE}:{name}", file=file))
        return None if value is None else str(value)

    return setting
