// The visitor's number as a ticket: above the perforation who one is, below it how to keep it.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: stub

    property string caption
    property string number
    property string service
    property string ahead
    property string qr
    property string keep
    property real cap: Theme.capOf("number")
    property bool plain: false // no paper: white with ink instead of the filled ticket
    property bool roomy: false // its words may be larger
    readonly property color ink: plain ? Theme.ink : Theme.fillInk
    readonly property color soft: plain ? Theme.inkSoft : Theme.fillInkSoft
    // Without its lower part, and with it.
    readonly property int least: above.y + above.height + Theme.s8
    readonly property int full: least + Theme.mm(qr ? 74 : 44)
    readonly property int codeSide: Math.min(Theme.mm(62), height - above.y - above.height - Theme.s16 - Theme.s4)

    Stub {
        anchors.fill: parent
        cut: below.visible ? above.y + above.height + Theme.s8 : height * 3
        dots: !below.visible ? "transparent" : stub.plain ? Theme.line : Theme.ground
        edge: stub.plain ? Theme.line : Theme.fillEdge
        fill: stub.plain ? Theme.sheet : Theme.fill
        outlined: Theme.high || Theme.dark || stub.plain
    }

    Column {
        id: above

        width: parent.width - 2 * Theme.s12
        x: Theme.s12
        y: Theme.s8

        T {
            color: stub.soft
            role: stub.plain ? "body" : "lead"
            text: stub.caption
            width: parent.width
        }

        BigNumber {
            id: big

            cap: stub.cap
            ink: stub.ink
            objectName: "number"
            text: stub.number
            width: parent.width

            // Once, when the number comes; the layout does not move with it.
            NumberAnimation on scale {
                duration: Theme.numberMs
                easing.type: Easing.OutBack
                from: Theme.numberMs > 0 ? 0.94 : 1
                to: 1
            }
        }

        T {
            color: stub.ink
            role: stub.roomy ? "lead" : "body"
            strong: true
            text: stub.service
            width: parent.width
        }
    }

    Item {
        id: below

        anchors.bottom: parent.bottom
        anchors.bottomMargin: code.visible ? Theme.s4 : Theme.s8
        anchors.left: parent.left
        anchors.leftMargin: Theme.s12
        anchors.right: parent.right
        anchors.rightMargin: Theme.s12
        anchors.top: above.bottom
        anchors.topMargin: Theme.s16
        visible: stub.height > stub.least + Theme.s24

        Code {
            id: code

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            height: width
            spokenName: qsTr("Код талона для телефона")
            text: stub.qr
            visible: stub.qr !== "" && stub.codeSide > Theme.mm(30)
            width: stub.codeSide
        }

        Column {
            anchors.left: parent.left
            anchors.right: code.visible ? code.left : parent.right
            anchors.rightMargin: code.visible ? Theme.s8 : 0
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.s2

            T {
                cap: Theme.capOf(role) * (stub.roomy ? 1.3 : 1)
                color: stub.ink
                objectName: "ahead"
                role: stub.ahead ? "lead" : "body"
                strong: true
                text: stub.ahead
                visible: text !== ""
                width: parent.width
            }

            T {
                color: stub.soft
                role: code.visible ? "note" : stub.roomy ? "lead" : "body"
                text: stub.keep
                visible: text !== "" && (code.visible || stub.ahead === "")
                width: parent.width
            }
        }
    }
}
