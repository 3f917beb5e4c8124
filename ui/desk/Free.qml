// No visitor at the desk: whether the desk is open, and who has waited longest.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Item {
    id: free

    required property DeskModel desk
    readonly property LineModel line: desk.line

    T {
        id: title

        role: "display"
        text: free.desk.open ? qsTr("Окно свободно") : qsTr("Окно закрыто")
        width: parent.width
    }

    T {
        id: hint

        anchors.top: title.bottom
        anchors.topMargin: Theme.mm(2)
        color: Theme.inkSoft
        role: "lead"
        text: free.desk.open ? (free.line.count ? "" : qsTr("Никто не ждёт.")) : qsTr("К вам никого не вызывают.")
        visible: text !== ""
        width: parent.width
    }

    T {
        id: caption

        anchors.top: title.bottom
        anchors.topMargin: Theme.mm(9)
        color: Theme.inkSoft
        role: "note"
        text: qsTr("Следующий")
        visible: next.visible
    }

    Item {
        id: next

        anchors.top: caption.bottom
        anchors.topMargin: Theme.mm(1)
        height: Math.max(number.height, words.height)
        visible: free.desk.open && free.line.count > 0
        width: parent.width

        BigNumber {
            id: number

            anchors.verticalCenter: parent.verticalCenter
            cap: 10
            objectName: "nextNumber"
            text: free.desk.line.firstNumber
            width: Math.min(implicitWidth, parent.width * 0.4)
        }

        Column {
            id: words

            anchors.left: number.right
            anchors.leftMargin: Theme.mm(6)
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.mm(1.2)

            T {
                role: free.desk.line.firstService.length > 60 ? "body" : "lead"
                strong: true
                text: free.desk.line.firstService
                width: parent.width
            }

            T {
                color: Theme.inkSoft
                text: free.desk.line.firstMinutes > 0 ? qsTr("ждёт %1 мин").arg(free.desk.line.firstMinutes) : qsTr("ждёт меньше минуты")
                width: parent.width
            }
        }
    }
}
