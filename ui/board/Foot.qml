// The foot of the board: how many wait and how many desks work, or that the board has lost the queue.
import QtQuick
import Kiosk.BoardModel
import Kiosk.Controls
import Kiosk.Theme

Rectangle {
    id: foot

    required property BoardModel board

    component Fact: Row {
        id: fact

        property string icon
        property string text
        property color tint: Theme.accent

        spacing: Theme.mm(13)

        Ico {
            anchors.verticalCenter: parent.verticalCenter
            name: fact.icon
            side: Theme.mm(33)
            tint: fact.tint
        }

        T {
            anchors.verticalCenter: parent.verticalCenter
            strong: true
            text: fact.text
            wrapMode: Text.NoWrap
        }
    }

    color: board.link ? Theme.sunk : Theme.careSoft
    implicitHeight: Theme.mm(58)

    Fact {
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(30)
        anchors.verticalCenter: parent.verticalCenter
        icon: "users"
        objectName: "waiting"
        text: foot.board.waiting > 0 ? qsTr("Ждут %1").arg(foot.board.waiting) : qsTr("Очереди нет")
        visible: foot.board.waiting >= 0
    }

    Fact {
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(30)
        anchors.verticalCenter: parent.verticalCenter
        icon: "user-check"
        text: qsTr("Открыто окон: %1").arg(foot.board.desksOpen)
        visible: foot.board.desksOpen >= 0
    }

    Fact {
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(30)
        anchors.verticalCenter: parent.verticalCenter
        icon: "wifi-off"
        objectName: "link"
        text: qsTr("Нет связи. Здесь последние вызовы")
        tint: Theme.care
        visible: !foot.board.link
    }
}
