"""Files of sentences: our held-out ones, and public sets as their authors publish them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from accuracy.public_sets import PER_CLASS, Example, load_set
from accuracy.sentences import SENTENCES, Claimed, HeldOut, Located, load_held_out
from bot.settings import ROOT


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_held_out_sentences_keep_their_labels(tmp_path: Path) -> None:
    write(tmp_path / "intents.yml", yaml.safe_dump({"greet": ["hi", "hello"]}))
    write(tmp_path / "claims.yml", yaml.safe_dump([{"text": "pay later", "claims": ["pay_on_arrival"]}]))
    write(tmp_path / "not_adverts.yml", yaml.safe_dump(["a boat sank"]))
    write(tmp_path / "countries.yml", yaml.safe_dump([{"text": "to italy", "destination": ["it"]}]))
    assert load_held_out(tmp_path) == HeldOut(
        intents=[("hi", "greet"), ("hello", "greet")],
        claims=[Claimed("pay later", ("pay_on_arrival",))],
        not_adverts=["a boat sank"],
        countries=[Located("to italy", {"destination": ("it",), "nationality": (), "place": ()})],
    )


def test_a_file_of_another_shape_is_named(tmp_path: Path) -> None:
    write(tmp_path / "claims.yml", yaml.safe_dump([{"claims": []}]))
    with pytest.raises(ValueError, match=str(tmp_path)):
        load_held_out(tmp_path)


@pytest.mark.parametrize("language", ["en", "ar", "sq"])
def test_every_language_is_examined_on_every_kind(language: str) -> None:
    held = load_held_out(ROOT / SENTENCES / language)
    parts = held.intents, held.safety, held.claims, held.not_adverts, held.countries, held.language
    assert [len(part) >= least for part, least in zip(parts, (200, 150, 120, 40, 25, 25), strict=True)] == [True] * 6
    assert len({intent for _, intent in held.intents}) >= 30
    assert len({claim for one in held.claims for claim in one.claims}) == 60


def test_banking77_is_read_and_forty_phrases_of_each_intent_are_learnt(tmp_path: Path) -> None:
    rows = [f'"is card {number} here, then?",card_arrival' for number in range(PER_CLASS + 5)]
    write(tmp_path / "banking77/train.csv", "text,category\n" + "\n".join(rows))
    write(tmp_path / "banking77/test.csv", "text,category\nwhere is it,card_arrival\n")
    found = load_set(tmp_path, "banking77")
    assert (len(found.train), len(found.valid)) == (PER_CLASS, 5)
    assert found.test == [Example("where is it", "card_arrival")]
    assert not set(found.train) & set(found.valid)


def test_clinc150_keeps_what_is_out_of_scope_from_training(tmp_path: Path) -> None:
    data = {"train": [["hi", "greet"]], "val": [["hey", "greet"]], "test": [["hello", "greet"]]}
    data |= {f"oos_{part}": [[f"{part} of what", "oos"]] for part in ("train", "val", "test")}
    write(tmp_path / "clinc150/data_full.json", json.dumps(data))
    found = load_set(tmp_path, "clinc150")
    assert found.train == [Example("hi", "greet")]
    assert [example.intent for example in (*found.valid, *found.test)] == ["greet", "oos", "greet", "oos"]


def test_xsid_is_read_in_every_language_that_is_there(tmp_path: Path) -> None:
    sentence = "# id = 1\n# text = {}\n# intent = weather/find\n1\tword\tweather/find\tO\n\n"
    for code, text in (("en", "will it rain"), ("ar", "هل ستمطر")):
        for part in ("valid", "test"):
            write(tmp_path / f"xsid/{code}.{part}.conll", sentence.format(text))
    found = load_set(tmp_path, "xsid")
    assert found.train == [Example("هل ستمطر", "weather/find", "ar"), Example("will it rain", "weather/find", "en")]


@pytest.mark.parametrize("name", ["banking77", "clinc150", "vira", "xsid"])
def test_a_set_that_is_not_there_names_its_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError, match=name):
        load_set(tmp_path, name)


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(ValueError, match="there are banking77"):
        load_set(Path(), "mine")
