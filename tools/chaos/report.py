"""What a run did and found, in numbers."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Report:
    """The counts of one run.

    Attributes:
        seed: Its seed.
        planned: How many operations it was to run.
        has_recovery: Whether creates recovered and orphans were removed.
        operations: The engine operations, by kind.
        failed: How many of them did not end with exit code 0.
        faults: The faults that happened, by kind.
        kills: The kills, by victim.
        settled: How often the documented order was gone through.
        mended: How often a kill had left the file backend with a broken file.
        made: The keys that an operation left to nobody.
        recovered: The keys that an operation made and deleted itself: the answer was lost, or told of another grant.
        removed: Proven orphans that were deleted.
        removed_by_sid: Suspected ones that were deleted by their sids.
        suspected: The sids of orphans of ours that were listed as suspected.
        unmarked: Those of keys with explicit names, which nobody can tell by the name.
        searched_bytes: How much was searched for secrets.
        seconds: How long it took.
        problems: What the check found; nothing if all held.
    """

    seed: int
    planned: int
    has_recovery: bool
    operations: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    kills: Counter[str] = field(default_factory=Counter)
    settled: int = 0
    mended: int = 0
    made: int = 0
    recovered: int = 0
    removed: int = 0
    removed_by_sid: int = 0
    suspected: set[str] = field(default_factory=set)
    unmarked: int = 0
    searched_bytes: int = 0
    seconds: float = 0
    problems: list[str] = field(default_factory=list)

    @property
    def progress(self) -> str:
        """One line for whoever waits."""
        return (
            f"seed {self.seed}: {self.operations.total()} of {self.planned} operations, {self.failed} failed, "
            f"{self.faults.total()} faults, {self.kills.total()} kills, {self.made} orphans made, "
            f"{self.recovered} recovered, {self.removed} removed, {len(self.suspected)} suspected, "
            f"{self.seconds:.0f} s"
        )

    def as_json(self) -> str:
        """All of it."""
        values: dict[str, Any] = {**asdict(self), "suspected": len(self.suspected), "seconds": round(self.seconds, 1)}
        return json.dumps(values, sort_keys=True)

    def __str__(self) -> str:
        lines = (
            f"seed {self.seed}: {'FAILED' if self.problems else 'held'} after {self.seconds:.0f} s"
            + ("" if self.has_recovery else " (without recovery)"),
            f"  operations  {_counted(self.operations)}; {self.failed} failed",
            f"  settled     {self.settled}, {self.mended} files of the backend mended",
            f"  faults      {_counted(self.faults)}",
            f"  kills       {_counted(self.kills)}",
            f"  orphans     {self.made} made, {self.unmarked} of them with explicit names",
            f"              {self.removed} proven and removed",
            f"              {len(self.suspected)} suspected, {self.removed_by_sid} of them removed by sid",
            f"  recoveries  {self.recovered} keys whose create was lost or wrong, deleted in the same operation",
            f"  secrets     searched for in {self.searched_bytes / 1e6:.1f} MB",
            *(f"  PROBLEM     {problem}" for problem in self.problems),
        )
        return "\n".join(lines)


def _counted(counts: Counter[str]) -> str:
    if not counts:
        return "none"
    return f"{counts.total()} ({', '.join(f'{kind} {number}' for kind, number in sorted(counts.items()))})"
