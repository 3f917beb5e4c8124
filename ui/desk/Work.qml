// The desk at work: the line at the left, the visitor at the right, the one big key below, strips above.
import QtQuick
import Kiosk.DeskModel
import Kiosk.Theme

FocusScope {
    id: work

    required property DeskModel desk

    Header {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        desk: work.desk
    }

    Column {
        id: strips

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        anchors.top: header.bottom
        anchors.topMargin: visible ? Theme.mm(3) : 0
        height: visible ? implicitHeight : 0
        spacing: Theme.mm(2)
        visible: work.desk.strips.help || work.desk.strips.trouble

        HelpStrip {
            desk: work.desk
            width: parent.width
        }

        TroubleStrip {
            strips: work.desk.strips
            width: parent.width
        }
    }

    LinePanel {
        id: line

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.mm(4)
        anchors.top: strips.bottom
        desk: work.desk
        width: Math.round(work.width * 0.35)
    }

    GuestPanel {
        anchors.bottom: next.top
        anchors.bottomMargin: Theme.mm(3)
        anchors.left: next.left
        anchors.right: next.right
        anchors.top: line.top
        desk: work.desk
    }

    NextKey {
        id: next

        anchors.bottom: parent.bottom
        anchors.left: line.right
        anchors.margins: Theme.mm(4)
        anchors.right: parent.right
        desk: work.desk
        focus: true
        height: Theme.mm(24)
    }
}
