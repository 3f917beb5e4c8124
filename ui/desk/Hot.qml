// The keyboard's way to a key, written on the key.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Rectangle {
    id: hot

    property string keys
    property color tint: Theme.inkSoft
    property bool large: false

    border.color: tint
    border.width: 1
    color: "transparent"
    implicitHeight: word.implicitHeight + (large ? Theme.mm(3) : Theme.mm(1))
    implicitWidth: word.implicitWidth + (large ? Theme.mm(6) : Theme.mm(2.6))
    radius: Theme.mm(large ? 2 : 1.3)
    visible: keys !== ""

    T {
        id: word

        anchors.centerIn: parent
        color: hot.tint
        role: hot.large ? "body" : "small"
        spoken: false
        strong: true
        text: hot.keys
        wrapMode: Text.NoWrap
    }
}
