"""Which changes lead from state and live key to the spec, what drifted, and what may be done about it. Pure."""

from twilio_keys_component.reconcile.changes import Accept, Annotate, Change, Grant, Reassign, Rename, Replace, Revoke
from twilio_keys_component.reconcile.drifting import Drift, Refusal, Target, drift, settle
from twilio_keys_component.reconcile.planning import Plan, plan

__all__ = [
    "Accept",
    "Annotate",
    "Change",
    "Drift",
    "Grant",
    "Plan",
    "Reassign",
    "Refusal",
    "Rename",
    "Replace",
    "Revoke",
    "Target",
    "drift",
    "plan",
    "settle",
]
