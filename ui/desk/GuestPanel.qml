// The visitor: number, service, how long; below it what can be done beside the one big key.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Sheet {
    id: panel

    required property DeskModel desk
    readonly property GuestModel guest: desk.guest

    function purposeWords(purpose: string): string {
        switch (purpose) {
        case "apply":
            return qsTr("Подать документы");
        case "status":
            return qsTr("Узнать о готовности");
        case "collect":
            return qsTr("Получить готовое");
        }
        return "";
    }

    function languageWords(code: string): string {
        switch (code) {
        case "ru":
            return qsTr("Русский");
        case "en":
            return qsTr("Английский");
        }
        return code;
    }

    radius: Theme.mm(3)

    Item {
        id: facts

        anchors.bottom: notice.visible ? notice.top : keys.top
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(5)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(5)
        anchors.top: parent.top
        anchors.topMargin: Theme.mm(4)
        visible: panel.guest.present

        BigNumber {
            id: number

            cap: Theme.capOf("number")
            ink: Theme.accent
            objectName: "number"
            text: panel.guest.number
            width: Math.min(implicitWidth, facts.width * 0.46)
        }

        Column {
            id: timer

            anchors.right: parent.right
            anchors.top: parent.top
            anchors.topMargin: Theme.mm(3.5)
            spacing: Theme.mm(1)

            T {
                anchors.right: parent.right
                cap: 7
                figures: true
                objectName: "timer"
                strong: true
                text: panel.guest.timer
                wrapMode: Text.NoWrap
            }

            T {
                anchors.right: parent.right
                color: Theme.inkSoft
                role: "note"
                text: panel.guest.serving ? qsTr("идёт приём") : panel.guest.calls > 1 ? qsTr("после вызова %1").arg(panel.guest.calls) : qsTr("после вызова")
                wrapMode: Text.NoWrap
            }
        }

        T {
            anchors.left: number.right
            anchors.leftMargin: Theme.mm(6.5)
            anchors.right: timer.left
            anchors.rightMargin: Theme.mm(5)
            anchors.verticalCenter: number.verticalCenter
            objectName: "service"
            role: panel.guest.service.length > 70 ? "body" : "lead"
            strong: true
            text: panel.guest.service
        }

        Row {
            id: labels

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: number.bottom
            anchors.topMargin: Theme.mm(5)

            Fact {
                label: qsTr("Зачем")
                text: panel.purposeWords(panel.guest.purpose)
                width: labels.width / 3
            }

            Fact {
                label: qsTr("Ждал")
                text: panel.guest.waited > 0 ? qsTr("%1 мин").arg(panel.guest.waited) : panel.guest.waited === 0 ? qsTr("Меньше минуты") : ""
                width: labels.width / 3
            }

            Fact {
                label: qsTr("Язык")
                text: panel.languageWords(panel.guest.language)
                width: labels.width / 3
            }
        }

        T {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: labels.bottom
            anchors.topMargin: Theme.mm(3.5)
            color: Theme.care
            objectName: "conflict"
            strong: true
            text: qsTr("Такой же номер есть ещё у одного посетителя. Спросите, за чем он пришёл.")
            visible: panel.guest.conflict
        }

        T {
            id: caption

            anchors.bottom: story.top
            anchors.bottomMargin: Theme.mm(2.5)
            color: Theme.inkSoft
            role: "note"
            text: qsTr("Ход визита")
        }

        Story {
            id: story

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.mm(5)
            steps: panel.guest.steps
            width: parent.width
        }
    }

    Free {
        anchors.bottom: notice.visible ? notice.top : keys.top
        anchors.left: facts.left
        anchors.right: facts.right
        anchors.top: parent.top
        anchors.topMargin: Theme.mm(7)
        desk: panel.desk
        visible: !panel.guest.present
    }

    NoticeStrip {
        id: notice

        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.mm(3)
        anchors.left: keys.left
        anchors.right: keys.right
        desk: panel.desk
    }

    Row {
        id: keys

        readonly property real each: (width - 2 * spacing) / 3

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(5)
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(5)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(5)
        spacing: Theme.mm(2.5)

        Act {
            busy: panel.desk.busy === "recall"
            icon: "bell-ringing"
            keys: "F4"
            objectName: "recall"
            possible: panel.desk.can.recall
            text: qsTr("Позвать снова")
            width: keys.each

            onActivated: panel.desk.press("recall")
        }

        Act {
            busy: panel.desk.busy === "noShow"
            icon: "user-x"
            keys: "F6"
            objectName: "noShow"
            possible: panel.desk.can.noShow
            text: qsTr("Не пришёл")
            width: keys.each

            onActivated: panel.desk.press("noShow")
        }

        Act {
            busy: panel.desk.busy === "reprint"
            icon: "printer"
            keys: "F7"
            objectName: "reprint"
            possible: panel.desk.can.reprint
            text: !panel.guest.present && panel.desk.line.chosenNumber !== "" ? qsTr("Копия %1").arg(panel.desk.line.chosenNumber) : qsTr("Копия талона")
            width: keys.each

            onActivated: panel.desk.press("reprint")
        }
    }
}
