// One fact of a visit: a quiet label above, what is true below.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Column {
    id: fact

    property string label
    property string text

    spacing: Theme.mm(1.2)

    T {
        color: Theme.inkSoft
        role: "note"
        text: fact.label
        width: parent.width
    }

    T {
        role: "lead"
        text: fact.text === "" ? "–" : fact.text
        width: parent.width
    }
}
