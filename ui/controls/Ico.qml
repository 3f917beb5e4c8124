// A line icon in the colour of its word.
import QtQuick
import Kiosk.Theme

Image {
    id: icon

    property string name
    property color tint: Theme.ink
    property int side: Theme.icon
    property real weight: Theme.stroke

    Accessible.ignored: true
    height: side
    source: name ? "image://icon/" + name + "/" + String(tint).slice(-6) + "/" + weight : ""
    sourceSize: Qt.size(side, side)
    visible: name !== ""
    width: side
}
