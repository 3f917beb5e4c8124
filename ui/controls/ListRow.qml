// A choice in a list: name, one fact below, an arrow; the whole row is the target.
import QtQuick
import Kiosk.Theme

Key {
    id: row

    property string icon
    property string fact
    property bool arrow: true
    readonly property real least: words.implicitHeight + 2 * Theme.s3 + Theme.lip

    implicitHeight: Math.max(Theme.mm(24), least)

    Ico {
        id: picture

        anchors.verticalCenter: parent.verticalCenter
        name: row.icon
        side: Theme.mm(15)
        tint: row.mark
        weight: 1.6
        x: Theme.s6
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: picture.visible ? picture.x + picture.width + Theme.s4 : Theme.s6
        anchors.right: end.left
        anchors.rightMargin: Theme.s2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(0.5)

        T {
            color: row.ink
            spoken: false
            strong: true
            text: row.text
            width: parent.width
        }

        T {
            color: row.soft
            role: "note"
            spoken: false
            text: row.note
            visible: text !== ""
            width: parent.width
        }
    }

    Row {
        id: end

        anchors.right: parent.right
        anchors.rightMargin: Theme.s4
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s2

        T {
            anchors.verticalCenter: parent.verticalCenter
            color: row.soft
            role: "note"
            spoken: false
            text: row.fact
            visible: text !== ""
            wrapMode: Text.NoWrap
        }

        Ico {
            anchors.verticalCenter: parent.verticalCenter
            name: row.arrow && !row.off ? "chevron-right" : ""
            side: Theme.mm(10)
            tint: row.mark
            weight: 2.25
        }
    }
}
