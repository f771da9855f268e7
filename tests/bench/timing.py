"""What one request costs: statements, time on the wall, and what this process itself computed.

Other work on the machine slows the wall clock; the processor's says the same on a busy machine.
"""

import statistics
import time
from collections.abc import Callable

from flask import Flask
from sqlalchemy import event

from tutor.database import db

ROUNDS = 40
# What begins a transaction asks nothing.
BEGINS = ("PRAGMA", "BEGIN", "SET TRANSACTION", "SAVEPOINT", "RELEASE")


def measure(app: Flask, what: str, call: Callable[[], object], rounds: int = ROUNDS) -> None:
    began = time.process_time()
    call()
    first = 1000 * (time.process_time() - began)
    said = statements(app, call)
    print(f"  {what}: {said} statements, {timed(call, rounds)}, the first {first:.0f} ms")


def statements(app: Flask, call: Callable[[], object]) -> int:
    said: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(BEGINS):
            said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    call()
    event.remove(engine, "before_cursor_execute", note)
    return len(said)


def timed(call: Callable[[], object], rounds: int) -> str:
    took, busy = [], []
    for _ in range(rounds):
        began, computed = time.perf_counter(), time.process_time()
        call()
        took.append(1000 * (time.perf_counter() - began))
        busy.append(1000 * (time.process_time() - computed))
    p95 = statistics.quantiles(took, n=20)[18]
    median, computing = statistics.median(took), statistics.median(busy)
    return f"median {median:.0f} ms, p95 {p95:.0f} ms, computing {computing:.0f} ms"
