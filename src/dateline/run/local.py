"""Runs on this machine: items in, a record out, with one process or several.

Results are written in the order of the input, so that any number of workers records the same.
This is the one place that catches UnreadableItem and makes it a `skipped` row; any other error ends the
run as a RunError that names the item. What was recorded before stays, and the next run goes on from there.
"""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from dateline.copies import find_copies
from dateline.copies.retellings import retellings_among
from dateline.errors import ConfigError, DatelineError, RunError, UnreadableItem
from dateline.merging import merge
from dateline.model import Reading, Skipped, SourceItem
from dateline.readers import find_items
from dateline.readers.base import Metadata, Tell, untold
from dateline.run.repeats import as_repeated, look_through
from dateline.run.stated import PUBLISHED, as_stated
from dateline.run.synthetic import mark
from dateline.store import RecordWriter, RunEntry

# What reads one item; the second value says why a later stage left the document unread.
ReadItem = Callable[[SourceItem], tuple[Reading, Skipped | None]]

# Items handed out beyond those being read: enough that no worker waits, few enough to stay small.
AHEAD = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One item done, for whoever watches."""

    address: str
    outcome: Literal["read", "known", "skipped"]
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """What went wrong where nothing may: it crosses from a worker as words."""

    address: str
    why: str
    trace: str
    is_setup: bool = False  # before any item was read: a table, a model, an option


@dataclass(frozen=True, slots=True)
class Again:
    """Bytes that were read before: in an earlier run by the very kit, or earlier in this one."""

    item: SourceItem


Outcome = tuple[Reading, Skipped | None] | Skipped | Failed
Found = SourceItem | Skipped | Again  # what a run meets, in order


def run(
    paths: Sequence[Path],
    record: Path,
    make_reader: Callable[[], ReadItem],
    entry: RunEntry,
    *,
    watch: Callable[[Step], None],
    finished: Callable[[], str],
    workers: int = 1,
    columns: Metadata = (),
    tell: Tell = untold,
) -> None:
    """Read the items of the paths into the record, then merge all its mentions into events.

    `make_reader` is called once in each process that reads. Items that this very kit read before are
    not read again. `columns` and `tell` are for tables, as of `find_items`. Raises RecordError, RunError, or
    ConfigError where the reader cannot be made or a stated column is not there.
    """
    with RecordWriter(record) as writer:
        look_through(find_items(paths, columns=columns), writer.outlines, entry.kit)
    found = find_items(paths, columns=columns, tell=tell)
    run_items(found, record, make_reader, entry, watch=watch, finished=finished, workers=workers)


def run_items(
    items: Iterable[SourceItem | Skipped],
    record: Path,
    make_reader: Callable[[], ReadItem],
    entry: RunEntry,
    *,
    watch: Callable[[Step], None],
    finished: Callable[[], str],
    workers: int = 1,
) -> None:
    """Read these items into the record, as `run` does."""
    with RecordWriter(record) as writer:
        number = writer.begin_run(entry)
        found = _new_items(items, writer, entry.kit)
        for item, outcome in _outcomes(found, make_reader, workers):
            watch(_write(writer, item, outcome, entry.kit))
        writer.replace_events(merge, find_copies, retellings_among, threshold=entry.threshold)
        writer.end_run(number, finished())


def _new_items(found: Iterable[SourceItem | Skipped], writer: RecordWriter, kit: str) -> Iterator[Found]:
    """Pass on what is to be read or noted; the same bytes twice in one run are read once.

    Documents of earlier runs come last, where lines of theirs are known by now to stand on other pages too.
    """
    seen: set[str] = set()
    stated = writer.judged(PUBLISHED)

    def knowing(item: SourceItem) -> SourceItem:
        return as_repeated(as_stated(mark(item), stated), writer.outlines.repeated(item.id))

    for one in found:
        if isinstance(one, Skipped):
            yield replace(one, address=writable(one.address))
            continue
        item = knowing(one)
        item = replace(item, address=writable(item.address))
        yield Again(item) if item.id in seen or writer.knows(item, kit) else item
        seen.add(item.id)
    yield from (knowing(item) for item in writer.outlines.outdated(kit) if item.id not in seen)


def writable(address: str) -> str:
    r"""An address as text: bytes of a file name that are none are written out.

    >>> writable("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return address.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _outcomes(
    found: Iterator[Found], make_reader: Callable[[], ReadItem], workers: int
) -> Iterator[tuple[SourceItem | None, Outcome | Again]]:
    """Each item with what became of it, in the order found."""
    if workers == 1:
        read: ReadItem | None = None  # made for the first item that is new: a run with none loads nothing
        for one in found:
            if not isinstance(one, SourceItem):
                yield None, one
            else:
                read = read or make_reader()
                yield one, _try(read, one)
        return
    with _pool(make_reader, workers) as pool:
        waiting: deque[tuple[SourceItem | None, Skipped | Again | Future[Outcome]]] = deque()
        for one in found:
            waiting.append((one, pool.submit(_work, one)) if isinstance(one, SourceItem) else (None, one))
            if len(waiting) > workers + AHEAD:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


@contextmanager
def _pool(make_reader: Callable[[], ReadItem], workers: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes, each with a reader of its own. On an error what waits is dropped."""
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _set_up, (make_reader,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _result(
    item: SourceItem | None, outcome: Skipped | Again | Future[Outcome]
) -> tuple[SourceItem | None, Outcome | Again]:
    if not isinstance(outcome, Future):
        return None, outcome
    assert item is not None
    try:
        done = outcome.result()
    except BrokenProcessPool as error:
        raise RunError(
            f"a worker died while {item.address} was being read, perhaps for want of memory;"
            " what was recorded is kept: run again with fewer workers"
        ) from error
    if isinstance(done, tuple):
        done = (replace(done[0], item=item), done[1])
    return item, done


_reader: ReadItem | Failed | None = None  # of this worker process


def _set_up(make_reader: Callable[[], ReadItem]) -> None:
    """Make the reader of a worker; a failure is kept to be told with the first item."""
    global _reader  # noqa: PLW0603 a worker process has one reader, made before its first item
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run in good order
    try:
        _reader = make_reader()
    except DatelineError as error:
        _reader = Failed("", str(error), traceback.format_exc(), is_setup=True)
    except Exception as error:  # noqa: BLE001 told with the first item, where a dead worker could tell nothing
        _reader = Failed("setting up", f"{type(error).__name__}: {error}", traceback.format_exc())


def _work(item: SourceItem) -> Outcome:
    """Read one item in a worker; neither the item nor its grammar has to travel back."""
    assert _reader is not None
    outcome = _reader if isinstance(_reader, Failed) else _try(_reader, item)
    if not isinstance(outcome, tuple):
        return outcome
    reading, skipped = outcome
    bare = tuple(replace(sentence, tokens=(), entities=()) for sentence in reading.sentences)
    return replace(reading, item=replace(item, content=b"", text=""), sentences=bare), skipped


def _try(read: ReadItem, item: SourceItem) -> Outcome:
    """Read one item; what cannot be read becomes a row, what must not happen becomes a failure."""
    try:
        return read(item)
    except UnreadableItem as error:
        return Skipped(item.address, error.stage, error.reason, item.sha256)
    except Exception as error:  # noqa: BLE001 it ends the run, with the item's address attached
        why = f"{type(error).__name__}: {error}"
        return Failed(item.address, why, traceback.format_exc())


def _write(writer: RecordWriter, item: SourceItem | None, outcome: Outcome | Again, kit: str) -> Step:
    """Record one outcome, each in a transaction of its own."""
    if isinstance(outcome, Again):
        writer.also_at(outcome.item)
        return Step(outcome.item.address, "known")
    if isinstance(outcome, Failed):
        raise _error(outcome)
    if isinstance(outcome, Skipped):
        writer.skip(outcome, item)
        return Step(outcome.address, "skipped")
    reading, skipped = outcome
    try:
        writer.add(reading, kit, skipped)
    except (ValueError, TypeError, AssertionError) as error:
        raise RunError(f"{reading.item.address}: {error}") from error
    return Step(reading.item.address, "skipped" if skipped else "read", len(reading.mentions))


def _error(failed: Failed) -> DatelineError:
    if failed.is_setup:
        return ConfigError(failed.why)
    error = RunError(
        f"{failed.address}: {failed.why}\nThis is a fault of Dateline, not of the file. What was read before is kept;"
        " please report the lines above with the file."
    )
    error.add_note(failed.trace)
    return error
