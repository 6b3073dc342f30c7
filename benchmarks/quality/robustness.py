"""Whatever is handed in gives documents or rows that say why not: mutated files of every format, read into a record.

    python -m benchmarks.quality.robustness [--per-format 500] [--only csv zip …] [--seed 1] [--keep FOLDER]

For each format a folder is filled with damaged copies of a valid file, one good report before and one after them,
and read into a record in a process of its own with a limit of memory. Told are documents and skipped rows, the slowest
file, the peak of memory, and what went wrong: a crash, a file without a row, a good report that is lost, a file
written beside the record, more than SECONDS for one file. `hostile` are files made to do harm. Ends with 1 where
anything went wrong; --keep leaves the files that did.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from benchmarks.quality.mutations import SAMPLES, TEXT, huge, mutated, tricky
from benchmarks.speed.cleaning import peak_memory
from dateline.cleaning import Furniture, clean
from dateline.errors import DatelineError
from dateline.model import Reading, Skipped, SourceItem
from dateline.run import Step, run
from dateline.run.local import ReadItem
from dateline.store import RunEntry, open_record

SECONDS: Final = 60.0  # the longest one file may take: a page of 30 MB takes some 20
MEMORY: Final = 3 * 1024 * 1024 * 1024
HOSTILE: Final = "hostile"
ENTRY: Final = RunEntry("2000-01-01T00:00:00Z", "0", "{}", "code", "tables", "model", "digest", "kit")
GOOD: Final = ("!first.txt", "~last.txt")


@dataclass(slots=True)
class Found:
    """What became of the files of a format."""

    documents: int = 0
    skipped: int = 0
    slowest: float = 0.0
    slowest_file: str = ""
    peak: float = 0.0
    wrong: list[str] = field(default_factory=list)


def make_cleaner() -> ReadItem:
    """Reads and cleans an item; the stages after that take words, not bytes."""
    furniture = Furniture.load()

    def read(item: SourceItem) -> tuple[Reading, Skipped | None]:
        document = clean(item, furniture)
        assert all(block.span.of(document.text) for block in document.blocks)
        return Reading(item, document, (), (), ()), None

    return read


def fill(folder: Path, name: str, count: int, seed: int) -> dict[str, str]:
    """Write the damaged files of a format; how each was damaged, by file."""
    ways = {}
    for good, number in zip(GOOD, (1, 2), strict=True):
        (folder / good).write_bytes(TEXT + f"\nBoth sides counted {number}0 dead.\n".encode())
    if name == HOSTILE:
        for file, content in (tricky() | huge()).items():
            (folder / file).write_bytes(content)
            ways[file] = name
        return ways
    chance = random.Random(f"{name} {seed}")
    ending = SAMPLES[name][0].split(".", 1)[1]
    for number in range(count):
        how, content = mutated(name, chance)
        file = f"{number:04}.{ending}"
        (folder / file).write_bytes(content)
        ways[file] = how
    return ways


def read_folder(folder: Path, record: Path) -> Found:
    """Read the files of a folder into a record, and look whether each left a row."""
    found = Found()
    started = time.monotonic()

    def watch(step: Step) -> None:
        nonlocal started
        seconds, started = time.monotonic() - started, time.monotonic()
        if (
            Path(step.address).name != GOOD[0] and seconds > found.slowest
        ):  # before the first, all are looked through
            found.slowest, found.slowest_file = seconds, step.address

    try:
        run([folder], record, make_cleaner, ENTRY, watch=watch, finished=lambda: "later")
    except DatelineError as error:
        found.wrong.append("\n".join([str(error), *getattr(error, "__notes__", [])]))
    except Exception as error:  # noqa: BLE001 whatever it is, it is told with the rest
        found.wrong.append(f"a crash outside the stages: {type(error).__name__}: {error}")
    with open_record(record) as opened:
        documents, skipped = list(opened.documents()), list(opened.skipped())
        places = [one.address for one in (*documents, *skipped)]
        places += [address for one in documents for address in opened.also_at(one.item_id)]
    found.documents, found.skipped = len(documents), len(skipped)
    names = {Path(place).name for place in places}
    found.wrong += [f"{good}: lost" for good in GOOD if good not in names]
    found.wrong += [f"{one.address}: skipped without a reason" for one in skipped if not one.reason]
    found.wrong += _without_row(folder, places)
    return found


def _without_row(folder: Path, places: list[str]) -> list[str]:
    """The files that nothing in the record tells of. A record of the web tells its own address, not its file's."""
    told = {place[len(str(folder)) + 1 :].split("#")[0].split("!/")[0] for place in places}
    unpacked = {f"{name}.gz" for name in told}
    return [
        f"{path}: no document and no skipped row"
        for path in sorted(folder.iterdir())
        if path.name not in told | unpacked and ".warc" not in path.name and ".wacz" not in path.name
    ]


def work(folder: Path, record: Path, answer: Connection) -> None:
    """Read in this process, which may use MEMORY at most, and send what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    found = read_folder(folder, record)
    found.peak = peak_memory()
    answer.send(found)
    answer.close()


def try_format(name: str, count: int, seed: int, place: Path) -> tuple[Found, dict[str, str]]:
    """Read the damaged files of a format in a process of its own, and see that nothing else was written."""
    folder = place / name
    folder.mkdir()
    ways = fill(folder, name, count, seed)
    before = {path: path.stat().st_mtime_ns for path in sorted(place.rglob("*")) if path.is_file()}
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(folder, place / f"{name}.dateline", theirs))
    process.start()
    theirs.close()
    try:
        found: Found = ours.recv() if ours.poll(SECONDS * 30) else Found(wrong=["it did not end"])
    except EOFError:
        found = Found(wrong=["the process died"])
    process.kill()
    process.join()
    if found.slowest > SECONDS:
        found.wrong.append(f"{found.slowest_file}: took {found.slowest:.0f} s")
    after = {path: path.stat().st_mtime_ns for path in sorted(place.rglob("*")) if path.is_file()}
    changed = [path for path in after if after[path] != before.get(path) and ".dateline" not in path.name]
    found.wrong += [f"{path}: written" for path in changed]
    return found, ways


def main() -> int:
    """Print a line for each format, and what went wrong; 1 where anything did."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--per-format", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", nargs="+", choices=(*SAMPLES, HOSTILE), default=(*SAMPLES, HOSTILE))
    asked.add_argument("--keep", type=Path, help="a folder to copy everything to")
    options = asked.parse_args()
    wrong = 0
    for name in options.only:
        with tempfile.TemporaryDirectory() as place:
            found, ways = try_format(name, options.per_format, options.seed, Path(place))
            slowest = Path(found.slowest_file).name
            print(
                f"{name:9} {len(ways):>5} files  {found.documents:>5} documents  {found.skipped:>5} skipped"
                f"  slowest {found.slowest:5.1f} s ({slowest}: {ways.get(slowest, '-')})  peak {found.peak:,.0f} MB"
                f"  wrong {len(found.wrong)}",
                flush=True,
            )
            print(*(f"    {one}" for one in found.wrong[:20]), sep="\n", end="\n" if found.wrong else "")
            wrong += len(found.wrong)
            if options.keep and found.wrong:
                shutil.copytree(place, options.keep / name, dirs_exist_ok=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
