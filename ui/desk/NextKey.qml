// The one big key of the desk: it always says what comes next and for whom, or why nothing can be pressed.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Key {
    id: next

    required property DeskModel desk
    readonly property string action: desk.action
    readonly property bool late: busy && patience.late

    function words(): string {
        switch (action) {
        case "open":
            return qsTr("Открыть окно");
        case "callNext":
            return qsTr("Вызвать следующего");
        case "start":
            return qsTr("Начать приём");
        }
        return qsTr("Завершить");
    }

    function whom(): string {
        switch (desk.reason) {
        case "starting":
            return qsTr("Ждём сервер зала");
        case "link":
            return qsTr("Нет связи с сервером зала");
        case "empty":
            return qsTr("В очереди никого нет");
        }
        switch (action) {
        case "open":
            return qsTr("Ждут в зале: %1").arg(desk.line.count);
        case "callNext":
            return qsTr("%1, %2").arg(desk.line.firstNumber).arg(desk.line.firstService);
        }
        return qsTr("%1, %2").arg(desk.guest.number).arg(desk.guest.service);
    }

    busy: ["open", "callNext", "start", "finish"].includes(desk.busy)
    // A press that could be the second half of a double click is not taken, and a script can see that.
    enabled: possible && !hold.running
    kind: "accent"
    note: whom()
    objectName: action
    possible: desk.can.act || busy
    radius: Theme.mm(3)
    text: words()

    onActivated: {
        hold.restart();
        desk.act();
    }
    onBusyChanged: {
        patience.late = false;
        if (busy)
            patience.restart();
        else
            patience.stop();
    }

    Timer {
        id: hold

        interval: Theme.debounceMs
    }

    Timer {
        id: patience

        property bool late: false

        interval: Theme.waitMs

        onTriggered: late = true
    }

    Shortcut {
        enabled: next.enabled
        sequences: ["Ctrl+Return", "Ctrl+Enter"]

        onActivated: next.press()
    }

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(6.5)
        anchors.right: hot.left
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(1.4)

        T {
            color: next.ink
            role: "title"
            spoken: false
            text: next.late ? qsTr("Подождите…") : next.text
            width: parent.width
            wrapMode: Text.NoWrap
        }

        T {
            color: next.soft
            elide: Text.ElideRight
            maximumLineCount: 1
            spoken: false
            text: next.note
            width: parent.width
        }
    }

    Hot {
        id: hot

        anchors.right: arrow.left
        anchors.rightMargin: Theme.mm(5)
        anchors.verticalCenter: parent.verticalCenter
        keys: "Ctrl Enter"
        large: true
        tint: next.soft
    }

    Ico {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(5.5)
        anchors.verticalCenter: parent.verticalCenter
        name: next.action === "finish" ? "check" : "arrow-right"
        side: Theme.mm(11)
        tint: next.mark
        weight: 2
    }
}
