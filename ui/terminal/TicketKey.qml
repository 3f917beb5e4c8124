// The biggest key of the terminal: a ticket, its upper part is pressed, its lower part carries the most asked services.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: ticket

    property string text
    property string note
    property real upper: height // height of the part that is pressed
    property real titleCap: 15
    property alias keyName: key.objectName
    readonly property bool whole: upper >= height
    // What the pressed part needs at least for its words.
    readonly property real least: words.implicitHeight + Theme.s12

    signal activated

    Rectangle {
        anchors.fill: parent
        color: Theme.fillDeep
        radius: Theme.radiusSheet
        visible: Theme.lip > 0 && !(ticket.whole && key.down)
    }

    Stub {
        cut: ticket.whole ? height * 3 : ticket.upper
        dots: ticket.whole ? "transparent" : Theme.ground
        fill: ticket.whole && key.down ? Theme.fillDeep : Theme.fill
        height: parent.height - Theme.lip
        width: parent.width
        y: ticket.whole && key.down ? Theme.lip : 0
    }

    Key {
        id: key

        anchors.left: parent.left
        anchors.right: parent.right
        height: ticket.upper - (ticket.whole ? 0 : Theme.s4)
        kind: "ghost"
        note: ticket.note
        radius: Theme.radiusSheet
        text: ticket.text

        onActivated: ticket.activated()

        Ico {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            name: "ticket"
            side: Theme.mm(ticket.titleCap > 12 ? 32 : 24)
            tint: Theme.fillInk
            weight: 1.4
            x: Theme.s8
        }

        Column {
            id: words

            anchors.left: sign.right
            anchors.leftMargin: Theme.s6
            anchors.right: go.left
            anchors.rightMargin: Theme.s4
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.s1

            T {
                cap: ticket.titleCap
                color: Theme.fillInk
                role: "title"
                spoken: false
                text: ticket.text
                width: parent.width
            }

            T {
                color: Theme.fillInkSoft
                spoken: false
                text: ticket.note
                visible: text !== ""
                width: parent.width
            }
        }

        Rectangle {
            id: go

            anchors.right: parent.right
            anchors.rightMargin: Theme.s8
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.fillInk
            height: width
            radius: width / 2
            width: Theme.mm(22)

            Ico {
                anchors.centerIn: parent
                name: "arrow-right"
                side: Theme.mm(12)
                tint: Theme.fill
                weight: 2.4
            }
        }
    }
}
