// A key with an icon and a word; while its work takes longer than a second the word becomes «Подождите…».
import QtQuick
import Kiosk.Theme

Key {
    id: button

    property string icon
    property string tail
    property string role: "body"
    property bool leading: false // text at the left instead of the centre
    readonly property bool late: busy && patience.late

    implicitHeight: Math.max(Theme.primaryHeight, words.height + 2 * Theme.s4)
    implicitWidth: row.fullWidth + 2 * Theme.s6

    onBusyChanged: {
        patience.late = false;
        if (busy)
            patience.restart();
        else
            patience.stop();
    }

    Timer {
        id: patience

        property bool late: false

        interval: Theme.waitMs

        onTriggered: late = true
    }

    Item {
        id: row

        readonly property int front: first.visible ? first.width + Theme.s3 : 0
        readonly property int back: last.visible ? last.width + Theme.s3 : 0
        readonly property real fullWidth: front + back + Math.max(word.implicitWidth, remark.visible ? remark.implicitWidth : 0)
        readonly property real room: width - front - back

        anchors.fill: parent
        anchors.leftMargin: Theme.s4
        anchors.rightMargin: Theme.s4

        Ico {
            id: first

            anchors.verticalCenter: parent.verticalCenter
            name: button.icon
            side: Theme.mm(button.role === "title" || button.role === "display" ? 18 : 13)
            tint: button.mark
            x: button.leading ? 0 : Math.max(0, (row.width - row.fullWidth) / 2)
        }

        Column {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(row.room, Math.ceil(Math.max(word.implicitWidth, remark.visible ? remark.implicitWidth : 0)))
            x: first.visible ? first.x + row.front : button.leading ? 0 : (row.width - width - row.back) / 2

            T {
                id: word

                color: button.ink
                horizontalAlignment: button.leading || button.icon ? Text.AlignLeft : Text.AlignHCenter
                role: button.role
                spoken: false
                strong: true
                text: button.late ? qsTr("Подождите…") : button.text
                width: parent.width
            }

            T {
                id: remark

                color: button.soft
                horizontalAlignment: word.horizontalAlignment
                role: "note"
                spoken: false
                text: button.note
                visible: text !== "" && !button.late
                width: parent.width
            }
        }

        Ico {
            id: last

            anchors.verticalCenter: parent.verticalCenter
            name: button.tail
            side: Theme.mm(14)
            tint: button.mark
            weight: 2
            x: words.x + words.width + Theme.s3
        }
    }
}
