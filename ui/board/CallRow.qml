// One call: number, arrow, desk. A fresh one blinks between the signal and its sheet.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Rectangle {
    id: call

    property string number
    property string desk
    property string numberName
    property string deskName
    property bool newest: false
    property bool active: true
    property bool lit: newest
    readonly property real cap: Theme.capOf(newest ? "newest" : "number")
    readonly property color ink: lit ? Theme.signalInk : active || newest ? Theme.ink : Theme.inkSoft
    readonly property int pad: Theme.mm(newest ? 23 : 17)

    Accessible.name: qsTr("%1, окно %2").arg(number).arg(desk)
    Accessible.role: newest ? Accessible.AlertMessage : Accessible.ListItem
    color: lit ? Theme.signalFill : Theme.sheet
    radius: Theme.radius

    BigNumber {
        anchors.verticalCenter: parent.verticalCenter
        cap: call.cap
        ink: call.ink
        objectName: call.numberName
        text: call.number
        width: Math.min(implicitWidth, arrow.x - Theme.mm(8) - x)
        x: call.pad
    }

    Ico {
        id: arrow

        anchors.verticalCenter: parent.verticalCenter
        name: "arrow-right"
        side: Theme.mm(call.cap * 1.25)
        tint: call.ink
        weight: 2
        x: Math.round(parent.width * (call.newest ? 0.48 : 0.54))
    }

    T {
        anchors.right: to.left
        anchors.rightMargin: Theme.mm(18)
        anchors.verticalCenter: parent.verticalCenter
        cap: 40
        color: call.ink
        spoken: false
        strong: true
        text: qsTr("окно")
        visible: call.newest
        wrapMode: Text.NoWrap
    }

    BigNumber {
        id: to

        anchors.right: parent.right
        anchors.rightMargin: call.pad
        anchors.verticalCenter: parent.verticalCenter
        cap: call.cap
        ink: call.ink
        objectName: call.deskName
        text: call.desk
        width: implicitWidth
    }
}
