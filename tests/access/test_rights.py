"""The table of rights, read as the sentences it stands for."""

import pytest

from kiosk.access.rights import RIGHTS, Kind, Role, missing


def code(operation: str, kind: Kind, role: Role | None = None) -> str | None:
    refusal = missing(operation, kind, role)
    return refusal.code if refusal else None


def test_a_terminal_issues_and_sends_and_asks_for_help_and_commands_nobody() -> None:
    allowed = {operation for operation in RIGHTS if code(operation, Kind.TERMINAL) is None}
    everyday = {"number", "block", "help.ask", "help.close", "status", "events", "cursors", "stream", "snapshot"}
    assert allowed == everyday | {"catalogue", "settings.read", "description"}


def test_a_board_only_looks() -> None:
    allowed = {operation for operation in RIGHTS if code(operation, Kind.BOARD) is None}
    assert allowed == {"status", "catalogue", "settings.read", "stream", "snapshot", "description"}


def test_a_device_alone_commands_no_desk_until_somebody_signs_in() -> None:
    assert code("desk", Kind.DESK) == "sign_in_needed"
    assert code("desk", Kind.DESK, Role.OPERATOR) is None
    assert code("desk", Kind.DESK, Role.TECHNICIAN) == "no_right"
    assert code("desk", Kind.BOARD, Role.ADMINISTRATOR) == "no_right"


@pytest.mark.parametrize("operation", ["staff.read", "staff.write", "settings.write", "day"])
def test_only_an_administrator_changes_people_settings_and_the_day(operation: str) -> None:
    assert [role for role in Role if code(operation, Kind.CONSOLE, role) is None] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("operation", ["enrolment", "devices.read", "devices.revoke"])
def test_devices_belong_to_administrators_and_technicians(operation: str) -> None:
    allowed = [role for role in Role if code(operation, Kind.DESK, role) is None]
    assert allowed == [Role.ADMINISTRATOR, Role.TECHNICIAN]


def test_only_what_has_a_journal_sends_events() -> None:
    assert [kind for kind in Kind if code("events", kind) is None] == [Kind.TERMINAL, Kind.NODE, Kind.HUB]


def test_an_operation_that_is_not_in_the_table_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        missing("fly", Kind.CONSOLE, Role.ADMINISTRATOR)
