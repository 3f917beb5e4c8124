// The line: who waits, oldest first, in pages; the arrows choose a visit, Ctrl+F calls the chosen one.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Sheet {
    id: panel

    required property DeskModel desk
    readonly property LineModel line: desk.line
    readonly property int rowLeast: Theme.mm(14.5)

    activeFocusOnTab: true
    radius: Theme.mm(3)

    Keys.onBacktabPressed: event => {
        Keypad.used = true;
        event.accepted = false;
    }
    Keys.onDownPressed: line.step(1)
    Keys.onTabPressed: event => {
        Keypad.used = true;
        event.accepted = false;
    }
    Keys.onUpPressed: line.step(-1)

    Shortcut {
        sequence: "PgDown"

        onActivated: panel.line.turn(1)
    }

    Shortcut {
        sequence: "PgUp"

        onActivated: panel.line.turn(-1)
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -(Theme.ringGap + Theme.ring)
        border.color: Theme.ink
        border.width: Theme.ringLine
        color: Theme.signalFill
        radius: panel.radius + Theme.ringGap + Theme.ring
        visible: panel.activeFocus && Keypad.used
        z: -1

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.ring
            color: Theme.ground
            radius: panel.radius + Theme.ringGap
        }
    }

    Item {
        id: head

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        height: Theme.mm(13.5)

        T {
            id: count

            Accessible.role: Accessible.Heading
            anchors.verticalCenter: parent.verticalCenter
            objectName: "waiting"
            role: "lead"
            strong: true
            text: panel.desk.open ? qsTr("Ждут вас: %1").arg(panel.line.count) : qsTr("Ждут в зале: %1").arg(panel.line.count)
            wrapMode: Text.NoWrap
        }

        T {
            anchors.baseline: count.baseline
            anchors.right: parent.right
            color: Theme.inkSoft
            role: "note"
            text: qsTr("15 минут и дольше: %1").arg(panel.line.longCount)
            visible: panel.line.longCount > 0
            wrapMode: Text.NoWrap
        }
    }

    Item {
        id: list

        // Rows with and without the keys that turn pages; the model takes the latter while everybody fits.
        readonly property real shorter: height - pager.height - Theme.mm(2)
        readonly property int whole: Math.max(1, Math.floor(height / panel.rowLeast))
        readonly property int paged: Math.max(1, Math.floor(shorter / panel.rowLeast))
        readonly property real rowHeight: Math.min(Theme.mm(17), pager.visible ? shorter / paged : height / whole)

        Accessible.name: count.text
        Accessible.role: Accessible.List
        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.mm(2)
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        anchors.top: head.bottom

        Component.onCompleted: panel.line.fit(whole, paged)
        onPagedChanged: panel.line.fit(whole, paged)
        onWholeChanged: panel.line.fit(whole, paged)

        Repeater {
            model: panel.line.rows

            LineRow {
                id: row

                height: list.rowHeight
                width: list.width
                y: row.index * height

                onPicked: ticket => panel.line.choose(ticket)
            }
        }

        Column {
            anchors.centerIn: parent
            spacing: Theme.mm(3)
            visible: panel.line.count === 0
            width: parent.width

            Ico {
                anchors.horizontalCenter: parent.horizontalCenter
                name: "coffee"
                side: Theme.mm(12)
                tint: Theme.inkSoft
            }

            T {
                color: Theme.inkSoft
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Никто не ждёт")
                width: parent.width
            }
        }
    }

    Item {
        id: pager

        anchors.bottom: foot.top
        anchors.bottomMargin: Theme.mm(2.5)
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        height: Theme.mm(11)
        visible: panel.line.pages > 1

        Act {
            anchors.left: parent.left
            height: parent.height
            icon: "arrow-up"
            keys: "PgUp"
            objectName: "pageUp"
            possible: panel.line.page > 0
            sequence: ""
            text: qsTr("Раньше")

            onActivated: panel.line.turn(-1)
        }

        T {
            anchors.centerIn: parent
            color: Theme.inkSoft
            figures: true
            text: qsTr("%1 из %2").arg(panel.line.page + 1).arg(panel.line.pages)
            wrapMode: Text.NoWrap
        }

        Act {
            anchors.right: parent.right
            height: parent.height
            icon: "arrow-down"
            keys: "PgDn"
            objectName: "pageDown"
            possible: panel.line.page + 1 < panel.line.pages
            sequence: ""
            text: qsTr("Позже")

            onActivated: panel.line.turn(1)
        }
    }

    Act {
        id: foot

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(3)
        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(4)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        busy: panel.desk.busy === "callChosen"
        height: Theme.mm(11.5)
        icon: "hand-finger"
        keys: "Ctrl F"
        objectName: "callChosen"
        possible: panel.desk.can.callChosen
        sequence: "Ctrl+F"
        text: panel.line.chosenNumber ? qsTr("Вызвать %1 вне очереди").arg(panel.line.chosenNumber) : qsTr("Вызвать выбранного")

        onActivated: panel.desk.press("callChosen")
    }
}
