"""A short list for a Repeater: only the places whose row changed are told, so a screen redraws no more than it must."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
FIRST_ROLE = int(Qt.ItemDataRole.UserRole)
TOP = QModelIndex()


class Rows(QAbstractListModel):
    """Rows are mappings with the same names as `names`; a place keeps its delegate while its row changes."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._rows: tuple[Mapping[str, Any], ...] = ()

    @property
    def rows(self) -> tuple[Mapping[str, Any], ...]:
        return self._rows

    def show(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Replace all rows; call on the GUI thread."""
        old, new = self._rows, tuple(rows)
        if len(new) < len(old):
            self.beginRemoveRows(TOP, len(new), len(old) - 1)
            self._rows = old[: len(new)]
            self.endRemoveRows()
        elif len(new) > len(old):
            self.beginInsertRows(TOP, len(old), len(new) - 1)
            self._rows = (*old, *new[len(old) :])
            self.endInsertRows()
        changed = [place for place, (a, b) in enumerate(zip(self._rows, new, strict=True)) if a != b]
        self._rows = new
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        place, name = index.row(), role - FIRST_ROLE
        if 0 <= place < len(self._rows) and 0 <= name < len(self._names):
            return self._rows[place].get(self._names[name])
        return None

    def roleNames(self) -> dict[int, QByteArray]:
        return {FIRST_ROLE + place: QByteArray(name.encode()) for place, name in enumerate(self._names)}
