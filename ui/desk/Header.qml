// The top of the desk: which desk, who, the hub's link, the clock; pause, language and leaving.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Rectangle {
    id: header

    required property DeskModel desk

    color: Theme.fill
    implicitHeight: Theme.mm(14)

    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(5)
        anchors.right: state.left
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(4.5)

        T {
            id: title

            Accessible.role: Accessible.Heading
            anchors.verticalCenter: parent.verticalCenter
            cap: 4
            color: Theme.fillInk
            strong: true
            text: qsTr("Окно %1").arg(header.desk.desk)
            wrapMode: Text.NoWrap
        }

        T {
            id: who

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.fillInk
            objectName: "operator"
            text: header.desk.operator
            width: Math.min(implicitWidth, Theme.mm(48))
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
        }

        T {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.fillInkSoft
            elide: Text.ElideRight
            text: header.desk.hall
            width: Math.max(0, Math.min(implicitWidth, parent.width - title.width - who.width - 2 * parent.spacing))
            wrapMode: Text.NoWrap
        }
    }

    Row {
        id: state

        anchors.right: keys.left
        anchors.rightMargin: Theme.mm(5)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(4.5)

        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.mm(1.8)

            Ico {
                anchors.verticalCenter: parent.verticalCenter
                name: header.desk.link ? "wifi" : "wifi-off"
                side: Theme.mm(5)
                tint: header.desk.link ? Theme.fillInkSoft : Theme.fillInk
            }

            T {
                anchors.verticalCenter: parent.verticalCenter
                color: header.desk.link ? Theme.fillInkSoft : Theme.fillInk
                objectName: "link"
                strong: !header.desk.link
                text: header.desk.link ? qsTr("Сервер на связи") : qsTr("Нет связи")
                wrapMode: Text.NoWrap
            }
        }

        T {
            anchors.verticalCenter: parent.verticalCenter
            cap: 4
            color: Theme.fillInk
            figures: true
            objectName: "clock"
            strong: true
            text: header.desk.clock
            wrapMode: Text.NoWrap
        }
    }

    Row {
        id: keys

        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(3.5)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(2)

        Act {
            onBar: true
            height: Theme.mm(10.5)
            icon: "world"
            keys: "Ctrl L"
            objectName: "language"
            sequence: "Ctrl+L"
            text: header.desk.language === "ru" ? "English" : "Русский"

            onActivated: header.desk.toggleLanguage()
        }

        Act {
            busy: header.desk.busy === "close"
            onBar: true
            height: Theme.mm(10.5)
            icon: header.desk.open ? "player-pause" : "player-play"
            keys: "Ctrl P"
            objectName: "pause"
            possible: header.desk.can.pause
            sequence: "Ctrl+P"
            text: header.desk.open ? qsTr("Пауза") : qsTr("Открыть")

            onActivated: header.desk.press("pause")
        }

        Act {
            busy: header.desk.busy === "signOut"
            onBar: true
            height: Theme.mm(10.5)
            icon: "logout"
            keys: "Ctrl Q"
            objectName: "signOut"
            possible: header.desk.can.signOut
            sequence: "Ctrl+Q"
            text: qsTr("Выйти")

            onActivated: header.desk.press("signOut")
        }
    }
}
