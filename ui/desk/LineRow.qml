// One visit in the line: number, service, minutes, mark. Touching it chooses it.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: row

    required property int index
    required property string ticket
    required property string number
    required property string raw
    required property string service
    required property string purpose
    required property int minutes
    required property int level
    required property bool chosen

    signal picked(string ticket)

    function purposeWords(): string {
        switch (purpose) {
        case "status":
            return qsTr("готовность");
        case "collect":
            return qsTr("получение");
        }
        return "";
    }

    Accessible.name: qsTr("%1, %2, ждёт %3 мин").arg(number).arg(service).arg(minutes)
    Accessible.role: Accessible.ListItem
    Accessible.selectable: true
    Accessible.selected: chosen
    objectName: "line-" + raw

    Accessible.onPressAction: picked(ticket)

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds

        onTapped: row.picked(row.ticket)
    }

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: 1
        border.color: Theme.accent
        border.width: row.chosen ? Math.max(1, Theme.mm(0.4)) : 0
        color: row.chosen ? Theme.accentSoft : "transparent"
        radius: Theme.mm(2)
    }

    Rectangle {
        color: Theme.hair
        height: 1
        visible: row.index > 0
        width: parent.width
    }

    T {
        id: number

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(2.5)
        anchors.verticalCenter: parent.verticalCenter
        figures: !row.raw.includes("-")
        role: "lead"
        spoken: false
        strong: true
        text: row.number
        width: Math.max(Theme.mm(19), implicitWidth)
        wrapMode: Text.NoWrap
    }

    T {
        anchors.left: number.right
        anchors.leftMargin: Theme.mm(2.5)
        anchors.right: wait.left
        anchors.rightMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        elide: Text.ElideRight
        maximumLineCount: 3
        // Long names are written smaller, not cut.
        role: usual.lineCount > 2 ? "note" : "body"
        spoken: false
        text: row.service

        T {
            id: usual

            spoken: false
            text: row.service
            visible: false
            width: parent.width
        }
    }

    Column {
        id: wait

        anchors.right: mark.left
        anchors.rightMargin: Theme.mm(2.5)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(0.6)

        T {
            anchors.right: parent.right
            figures: true
            spoken: false
            strong: row.level > 0
            text: row.minutes < 120 ? qsTr("%1 мин").arg(row.minutes) : qsTr("%1 ч").arg(Math.floor(row.minutes / 60))
            wrapMode: Text.NoWrap
        }

        T {
            anchors.right: parent.right
            color: Theme.accent
            role: "note"
            spoken: false
            strong: true
            text: row.purposeWords()
            visible: text !== ""
            wrapMode: Text.NoWrap
        }
    }

    WaitMark {
        id: mark

        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(2.5)
        anchors.verticalCenter: parent.verticalCenter
        level: row.level
    }
}
