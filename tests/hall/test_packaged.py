"""The packaged catalogue and hall: every row is good, every service is near, every icon is there."""

import csv
import re
from pathlib import Path

import pytest

from kiosk import packaged, paths
from kiosk.hall.catalogue import Catalogue, Section, Service

ROWS_OF_A_PAGE = 8
ICONS = Path(__file__).parents[2] / "ui" / "icons"
DIGIT_LOOKALIKES = "ОЗЧЫЙЩЪЬЁ"


@pytest.fixture
def catalogue() -> Catalogue:
    return packaged.catalogue()


def test_every_packaged_row_is_good() -> None:
    read = packaged.read_catalogue(paths.defaults())
    assert read.problems == []
    assert len(read.catalogue.services) == 110
    assert sum(one.gives_ticket for one in read.catalogue.services.values()) == 102


def test_there_are_at_most_nine_sections_each_with_services(catalogue: Catalogue) -> None:
    assert len(catalogue.sections) <= 9
    assert all(catalogue.of_section(section.id) for section in catalogue.sections)
    assert sum(len(catalogue.of_section(section.id)) for section in catalogue.sections) == 102


def test_a_section_is_at_most_two_pages_long(catalogue: Catalogue) -> None:
    assert max(len(catalogue.of_section(section.id)) for section in catalogue.sections) <= 2 * ROWS_OF_A_PAGE


def test_every_service_is_at_most_five_taps_from_the_attract_screen(catalogue: Catalogue) -> None:
    for service in catalogue.services.values():
        if service.gives_ticket:
            # attract; the top tile, or "take a ticket", section, service and, where there is a choice, the purpose
            taps = 2 if service.top else 4 + (len(service.purposes) > 1 or bool(service.documents))
            assert taps <= 5, service.id


def test_the_four_most_asked_are_on_the_start_page_with_short_names(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.tops] == ["pass-20-45", "reg-live", "re-right", "card-new"]
    assert all(len(one.short(language)) <= 26 for one in catalogue.tops for language in ("ru", "en"))
    assert all(packaged.rules().refusal(one.id) is None for one in catalogue.tops)


def test_letters_read_as_no_digit_and_a_group_has_one(catalogue: Catalogue) -> None:
    assert catalogue.letters.isdisjoint(DIGIT_LOOKALIKES)
    assert all(len({one.letter for one in members}) == 1 for members in catalogue.groups.values())
    assert len(catalogue.letters) == len(catalogue.groups) - 1  # every group its own; the hall group has none


def test_rows_of_the_hall_group_give_no_ticket(catalogue: Catalogue) -> None:
    assert [one.gives_ticket for one in catalogue.groups["hall"]] == [False] * 8


def test_the_result_group_is_a_short_cut_to_collect(catalogue: Catalogue) -> None:
    assert {one.purposes for one in catalogue.groups["result"]} == {("collect",)}


def test_the_facts_of_the_source_table_are_complete(catalogue: Catalogue) -> None:
    with (paths.defaults() / "services.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["confirmed"] in {"C", "G", "U"} for row in rows)
    assert [row["id"] for row in rows] == list(catalogue.services)


@pytest.mark.parametrize(
    ("service", "kind", "kopecks"),
    [
        ("pass-20-45", "fixed", 30_000),
        ("reg-live", "free", 0),
        ("re-right", "varies", 400_000),
        ("re-extract", "varies", None),
    ],
)
def test_a_fee_is_kopecks_and_says_whether_it_is_the_whole_truth(
    catalogue: Catalogue, service: str, kind: str, kopecks: int | None
) -> None:
    found = catalogue.services[service]
    assert (found.fee_kind, found.fee_kopecks) == (kind, kopecks)


def test_every_service_has_words_people_use_or_its_own_name_says_it(catalogue: Catalogue) -> None:
    assert all(one.words for one in catalogue.services.values())
    by_word = {word: one.id for one in catalogue.services.values() for word in one.words}
    assert by_word["прописка"] == "reg-live"
    assert by_word["права"] == "car-licence"
    assert by_word["выписка на квартиру"] == "re-extract"


def test_texts_have_no_stray_spaces(catalogue: Catalogue) -> None:
    named: list[Section | Service] = [*catalogue.sections, *catalogue.services.values()]
    words = [one.name(language) for one in named for language in ("ru", "en")]
    words += [one.short(language) for one in catalogue.services.values() for language in ("ru", "en")]
    assert not [text for text in words if re.search(r"^\s|\s$|\s\s", text)]


def test_every_icon_is_shipped(catalogue: Catalogue) -> None:
    wanted = {one.icon for one in (*catalogue.sections, *catalogue.services.values())}
    shipped = {file.stem for file in ICONS.rglob("*.svg")}
    assert wanted <= shipped


def test_the_packaged_hall_serves_everything_and_its_two_first_desks_serve_anybody() -> None:
    rules = packaged.rules()
    assert rules.problems() == []
    assert rules.settings.desk(1) is not None
    assert rules.administrators == (1,)
    everything = {one.id for one in rules.catalogue.services.values() if one.gives_ticket}
    for desk in (1, 2):
        served = rules.may_serve(desk)
        assert served is not None
        assert everything <= served


def test_a_broken_hall_file_is_a_problem_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    file.write_bytes(b"desks = [\xff")
    settings, problems = packaged.read_settings(file)
    assert settings is None
    assert [(one.file, one.expected) for one in problems] == [(str(file), "toml")]


def test_a_catalogue_with_broken_bytes_keeps_its_good_rows(tmp_path: Path) -> None:
    for name in ("services.csv", "sections.csv"):
        (tmp_path / name).write_bytes((paths.defaults() / name).read_bytes())
    lines = (tmp_path / "services.csv").read_bytes().splitlines(keepends=True)
    lines[5] = b"\xff\xfe\x00" + lines[5]
    (tmp_path / "services.csv").write_bytes(b"".join(lines))
    read = packaged.read_catalogue(tmp_path)
    assert [(one.line, one.column) for one in read.problems] == [(6, "id")]
    assert len(read.catalogue.services) == 109
