"""Options from TOML: defaults, what they change, and errors that name the nearest known thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.config import Config, load_config, make_config
from dateline.errors import ConfigError

DOCS = Path(__file__).parents[1] / "docs"


def test_without_a_file_the_defaults() -> None:
    assert load_config() == Config() == make_config({})


def test_what_a_file_says(tmp_path: Path) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text('[parsing]\nmodel = "en_core_web_md"\nlanguages = ["en", "simple"]\n[run]\nworkers = 3\n')
    config = load_config(path)
    assert (config.parsing.model, config.parsing.languages) == ("en_core_web_md", ("en", "simple"))
    assert (config.run.workers, config.run.record) == (3, "record.dateline")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[pasing]\n", "unknown section pasing; did you mean parsing?"),
        ("[zzz]\n", "unknown section zzz; known: parsing, coding, actors, run"),
        ("[run]\nworker = 1\n", "unknown option run.worker; did you mean run.workers?"),
        ("[run]\nworkers = 0\n", "run.workers is 0; it can be 1 to 256"),
        ('[run]\nworkers = "two"\n', "run.workers is 'two'; it must be a whole number"),
        ("[run]\nworkers = true\n", "run.workers is True; it must be a whole number"),
        ('[parsing]\nlanguages = "en"\n', "must be a list of strings"),
        ('[parsing]\nmodel = ""\n', "parsing.model is empty"),
        ('[coding]\nrules = "mine.toml"\n', "coding.rules is 'mine.toml'; it must be a list of strings"),
        ("[actors]\ntable = []\n", "unknown option actors.table; did you mean actors.tables?"),
        ("run = 1\n", "run is a section"),
        ("[run\n", "is not TOML"),
    ],
)
def test_errors_name_the_file_and_the_nearest_name(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(words)) as told:
        load_config(path)
    assert str(path) in str(told.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read the config"):
        load_config(tmp_path / "none.toml")


def test_where_a_run_writes_is_no_part_of_what_it_reads_with() -> None:
    assert make_config({"run": {"workers": 4}}).as_json() == Config().as_json()
    assert make_config({"parsing": {"model": "other"}}).as_json() != Config().as_json()


def test_files_lie_beside_the_config_that_names_them(tmp_path: Path) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text('[coding]\nrules = ["mine.toml"]\n[actors]\ntables = ["/far/away.csv"]\n')
    config = load_config(path)
    assert config.own_rules == (tmp_path / "mine.toml",)
    assert config.own_actors == (Path("/far/away.csv"),)


def test_the_options_in_the_docs_are_the_defaults(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", (DOCS / "how-it-flows.md").read_text(), re.DOTALL)
    path = tmp_path / "dateline.toml"
    path.write_text(block)
    assert load_config(path) == Config()
