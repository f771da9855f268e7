"""What the work behind a job is given, and what it gives back."""

from collections.abc import Callable
from typing import Any

from tutor.sentences import Said

Report = Callable[[int, int, Said], None]
"""done, total, a sentence for people. It commits: call it between units of work."""

Stop = Callable[[], bool]
"""Has somebody asked to stop? It ends the transaction too. As cheap as a `deadline`."""

Work = Callable[[dict[str, Any], Report, Stop], Said]
"""(arguments, report, stop) -> the last sentence. A Refused becomes the sentence of a failed job."""

KINDS: dict[str, Work] = {}
"""What `flask job` can do, by the job's kind; whoever puts the parts together fills it in."""
