// Where and when: the hall's name and the clock; while somebody is called for help, what became of the call.
import QtQuick
import Kiosk.Controls
import Kiosk.TerminalModel
import Kiosk.Theme

Item {
    id: header

    required property TerminalModel model
    property bool inverse: false
    property bool wide: false
    readonly property bool calling: model.help !== ""
    readonly property color ink: inverse ? Theme.fillInk : Theme.ink
    readonly property color soft: inverse ? Theme.fillInkSoft : Theme.inkSoft

    height: Theme.header(wide)

    Stub {
        id: logo

        anchors.verticalCenter: parent.verticalCenter
        behind: header.inverse ? Theme.fill : Theme.ground
        cut: height * 0.42
        dots: "transparent"
        fill: header.inverse ? Theme.fillInk : Theme.accent
        height: Theme.mm(12.5)
        notch: Theme.mm(1.4)
        outlined: false
        radius: Theme.mm(1.8)
        visible: !header.calling
        width: Theme.mm(9)
        x: Theme.edge
    }

    Column {
        anchors.left: logo.right
        anchors.leftMargin: Theme.s4
        anchors.right: clock.left
        anchors.rightMargin: Theme.s8
        anchors.verticalCenter: parent.verticalCenter
        visible: !header.calling

        T {
            color: header.ink
            role: "note"
            strong: true
            text: header.model.hallName || qsTr("Мои документы")
            width: parent.width
        }

        T {
            color: header.soft
            role: "small"
            text: header.model.hallPlace
            visible: text !== ""
            width: parent.width
        }
    }

    // What became of the call for help stays in sight wherever the visitor goes.
    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.right: clock.left
        anchors.rightMargin: Theme.s6
        anchors.verticalCenter: parent.verticalCenter
        border.color: header.model.help === "unanswered" ? Theme.care : Theme.accent
        border.width: Theme.border
        color: header.model.help === "unanswered" ? Theme.careSoft : Theme.accentSoft
        height: parent.height - Theme.s4
        radius: Theme.radius
        visible: header.calling

        Ico {
            id: sign

            anchors.verticalCenter: parent.verticalCenter
            name: ({
                    asked: "bell-ringing",
                    coming: "walk",
                    unanswered: "map-pin"
                })[header.model.help] ?? ""
            side: Theme.mm(11)
            tint: header.model.help === "unanswered" ? Theme.care : Theme.accent
            x: Theme.s4
        }

        T {
            Accessible.role: Accessible.AlertMessage
            anchors.left: sign.right
            anchors.leftMargin: Theme.s3
            anchors.right: parent.right
            anchors.rightMargin: Theme.s3
            anchors.verticalCenter: parent.verticalCenter
            objectName: "helpText"
            role: "note"
            strong: true
            text: header.model.helpText || (({
                        asked: qsTr("Позвали сотрудника"),
                        coming: qsTr("Сотрудник идёт"),
                        unanswered: qsTr("Подойдите к администратору")
                    })[header.model.help] ?? "")
        }
    }

    T {
        id: clock

        anchors.right: parent.right
        anchors.rightMargin: Theme.edge
        anchors.verticalCenter: parent.verticalCenter
        // In landscape the dark half of the inviting screen ends before the clock.
        color: header.wide ? Theme.ink : header.ink
        figures: true
        role: "clock"
        strong: true
        text: header.model.time
        wrapMode: Text.NoWrap
    }
}
