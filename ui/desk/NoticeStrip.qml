// One calm sentence about the last press: a refusal, no answer, or that it is done. Never a dialog.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Rectangle {
    id: notice

    required property DeskModel desk
    readonly property StripsModel strips: desk.strips
    readonly property bool good: strips.noticeIsGood
    readonly property string text: sentence(strips.notice, strips.noticeText) || without()

    function without(): string {
        switch (desk.trouble) {
        case "":
        case "starting":
            return "";
        case "bad_token":
        case "no_right":
            return qsTr("Это окно не подключено к залу. Нужен техник: kiosk enrol.");
        }
        return qsTr("Нет связи с сервером зала. Посетители берут талоны, вызов вернётся сам.");
    }

    function sentence(code: string, words: string): string {
        if (words !== "")
            return words;
        switch (code) {
        case "":
            return "";
        case "no_answer":
            return qsTr("Сервер зала не ответил. Нажмите ещё раз: дважды это не сделается.");
        case "session_ended":
            return qsTr("Вход закончился. Войдите снова, посетитель останется за окном.");
        case "reprint":
            return qsTr("Копия талона отправлена на терминал.");
        case "helpGo":
            return qsTr("На терминале видно, что вы идёте.");
        }
        return qsTr("Не получилось. Код для техника: %1").arg(code);
    }

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    border.color: Theme.line
    border.width: Theme.high ? Theme.border : 0
    color: good ? Theme.goodSoft : Theme.careSoft
    implicitHeight: Math.max(icon.height, words.implicitHeight) + 2 * Theme.mm(2)
    objectName: "notice"
    radius: Theme.mm(2)
    visible: text !== ""

    Ico {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(3)
        anchors.verticalCenter: parent.verticalCenter
        name: notice.good ? "circle-check" : "alert-triangle"
        side: Theme.mm(5.5)
        tint: words.color
        weight: 2
    }

    T {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.mm(2.5)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(3)
        anchors.verticalCenter: parent.verticalCenter
        color: notice.good ? Theme.good : Theme.care
        spoken: false
        strong: true
        text: notice.text
    }
}
