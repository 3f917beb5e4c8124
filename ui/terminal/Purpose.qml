// One of a few answers of which exactly one holds; the one that holds carries a tick.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Key {
    id: purpose

    property bool on: false

    Accessible.role: Accessible.RadioButton
    checkable: true
    checked: on
    kind: on ? "accent" : "plain"

    Ico {
        id: tick

        anchors.right: parent.right
        anchors.rightMargin: Theme.s3
        anchors.top: parent.top
        anchors.topMargin: Theme.s3
        name: purpose.on ? "check" : ""
        side: Theme.mm(7)
        tint: purpose.mark
        weight: 3
    }

    T {
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(5)
        anchors.right: parent.right
        anchors.rightMargin: Theme.s2
        anchors.verticalCenter: parent.verticalCenter
        color: purpose.ink
        spoken: false
        strong: true
        text: purpose.text
    }
}
