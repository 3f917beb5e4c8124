"""The shared words: fault tables, levels, and the texts that every code must have."""

import tomllib
from pathlib import Path

import pytest

import drivers
from drivers.base import ConfigError, Fault, Level, State, Status, fault_table, worst

CONFIG = Path(__file__).parents[2] / "config"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_fault_of_every_driver_has_its_three_texts(language: str) -> None:
    texts = tomllib.loads((CONFIG / "texts" / f"{language}.toml").read_text("utf-8"))
    for name in drivers.names():
        for fault in drivers.find(name).faults.values():
            for key in (fault.staff_what, fault.staff_do, fault.visitor):
                table: object = texts
                for part in key.split("."):
                    assert isinstance(table, dict), key
                    table = table.get(part)
                assert isinstance(table, str), key
                assert table.strip(), key


def test_a_code_that_stands_twice_in_a_fault_table_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        fault_table(Fault("a", Level.ERROR), Fault("a", Level.WARNING))


def test_unknown_is_worse_than_a_warning_and_nothing_at_all_is_well() -> None:
    assert worst([]) is Level.OK
    assert worst([Level.WARNING, Level.OK]) is Level.WARNING
    assert worst([Level.UNKNOWN, Level.WARNING]) is Level.UNKNOWN
    assert worst([Level.UNKNOWN, Level.ERROR]) is Level.ERROR


def test_two_statuses_are_the_same_when_only_the_moment_differs() -> None:
    one = Status("p", "ticket_printer", State.READY, Level.OK, since=1.0)
    assert one.same_as(Status("p", "ticket_printer", State.READY, Level.OK, since=2.0))
    assert not one.same_as(Status("p", "ticket_printer", State.READY, Level.WARNING, ("x",), since=1.0))


def test_an_unknown_driver_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigError, match="escpos"):
        drivers.find("no-such")


@pytest.mark.parametrize(
    ("transport", "options", "named"),
    [
        ({}, {}, "kind"),
        ({"kind": "carrier-pigeon"}, {}, "carrier-pigeon"),
        ({"kind": "serial"}, {}, "port"),
        ({"kind": "serial", "port": "/dev/x", "baud": "fast"}, {}, "baud"),
        ({"kind": "tcp", "host": "printer", "port": 70000}, {}, "port"),
        ({"kind": "file", "path": ""}, {}, "path"),
        ({"kind": "serial", "port": "/dev/x", "colour": "red"}, {}, "colour"),
        ({"kind": "serial", "port": "/dev/x"}, {"code_page": "CP437"}, "code_page"),
        ({"kind": "serial", "port": "/dev/x"}, {"rubbish": 1}, "rubbish"),
        ({"kind": "serial", "port": "/dev/x"}, {"font": "/no/such/font.ttf"}, "font"),
        ({"kind": "serial", "port": "/dev/x"}, {"font": __file__}, "TrueType"),
        ({"kind": "serial", "port": "/dev/x"}, {"dots": -1}, "dots"),
    ],
)
def test_a_wrong_device_table_is_refused_with_the_name_of_what_is_wrong(
    transport: dict[str, object], options: dict[str, object], named: str
) -> None:
    with pytest.raises(ConfigError, match=named):
        drivers.find("escpos").build("printer", transport, options, lambda status: None)


def test_a_manifest_tells_its_options_and_lines_as_json_schemas() -> None:
    manifest = drivers.find("escpos")
    assert manifest.transports == ("serial", "tcp", "file")
    assert "code_page" in manifest.options["properties"]
    assert {schema["properties"]["kind"]["const"] for schema in manifest.transport["oneOf"]} == set(manifest.transports)
