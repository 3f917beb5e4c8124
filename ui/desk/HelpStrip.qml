// A visitor at a terminal asks for a person; whoever presses «Иду» goes there, and the terminal says so.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Rectangle {
    id: strip

    required property DeskModel desk
    readonly property StripsModel strips: desk.strips
    readonly property string text: qsTr("%1: просят помочь").arg(strips.helpPlace || qsTr("Терминал")) + (strips.helpMore ? ", " + qsTr("и ещё %1").arg(strips.helpMore) : "")

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    color: Theme.signalFill
    implicitHeight: go.height + 2 * Theme.mm(1.8)
    objectName: "help"
    radius: Theme.mm(2.25)
    visible: strips.help

    Ico {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(3.5)
        anchors.verticalCenter: parent.verticalCenter
        name: "hand-finger"
        side: Theme.mm(6.5)
        tint: Theme.signalInk
        weight: 2
    }

    T {
        anchors.left: icon.right
        anchors.leftMargin: Theme.mm(3)
        anchors.right: go.left
        anchors.rightMargin: Theme.mm(3)
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.signalInk
        role: "lead"
        spoken: false
        strong: true
        text: strip.text
    }

    Act {
        id: go

        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(1.8)
        anchors.verticalCenter: parent.verticalCenter
        busy: strip.desk.busy === "helpGo"
        height: Theme.mm(11.5)
        icon: "walk"
        keys: "F8"
        objectName: "helpGo"
        possible: strip.desk.can.helpGo
        text: qsTr("Иду")
        width: Math.max(implicitWidth, Theme.mm(36))

        onActivated: strip.desk.press("helpGo")
    }
}
