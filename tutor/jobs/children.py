"""The processes that do jobs: `flask job CODE`, started by the worker, one for each job."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Children:
    root: Path
    """Where `flask` finds the application."""
    by_code: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, code: str) -> None:
        command = [sys.executable, "-m", "flask", "job", code]
        self.by_code[code] = subprocess.Popen(command, cwd=self.root)  # noqa: S603 -- our own code

    def running(self) -> set[str]:
        """Codes of the jobs whose process still runs."""
        self.by_code = {code: child for code, child in self.by_code.items() if child.poll() is None}
        return set(self.by_code)

    def end(self) -> None:
        for child in self.by_code.values():
            child.terminate()
