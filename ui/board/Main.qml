// The board of the hall: the newest call over the full width, the calls before it in two columns read downwards.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.BoardModel
import Kiosk.Controls
import Kiosk.Theme

Window {
    id: window

    required property BoardModel board
    readonly property int edge: Theme.mm(30)
    readonly property int gap: Theme.mm(11)
    property bool lit: true

    color: Theme.ground
    title: qsTr("Табло")

    // Every blink begins with the signal, so that a new call is seen at once.
    Timer {
        id: blink

        interval: Theme.blinkMs / 2
        repeat: true
        running: window.board.blinking

        onRunningChanged: window.lit = true
        onTriggered: window.lit = !window.lit
    }

    Connections {
        function onAnnounced(): void {
            window.lit = true;
            blink.restart();
        }

        target: window.board
    }

    Item {
        id: head

        height: Theme.mm(66)
        width: window.width - 2 * window.edge
        x: window.edge

        T {
            id: title

            anchors.verticalCenter: parent.verticalCenter
            cap: 32
            role: "title"
            text: qsTr("Вызывают")
            wrapMode: Text.NoWrap
        }

        T {
            anchors.left: title.right
            anchors.leftMargin: Theme.mm(30)
            anchors.right: clock.left
            anchors.rightMargin: Theme.mm(30)
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            elide: Text.ElideRight
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: Theme.fontFor(18, false)
            strong: true
            text: window.board.hall
            wrapMode: Text.NoWrap
        }

        T {
            id: clock

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            cap: 38
            figures: true
            objectName: "clock"
            strong: true
            text: window.board.clock
            wrapMode: Text.NoWrap
        }
    }

    CallRow {
        id: first

        anchors.top: head.bottom
        desk: window.board.desk
        deskName: "newestDesk"
        height: Theme.mm(147)
        lit: !window.board.fresh || window.lit
        newest: true
        number: window.board.number
        numberName: "newestNumber"
        visible: window.board.number !== ""
        width: head.width
        x: window.edge
    }

    T {
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.inkSoft
        horizontalAlignment: Text.AlignHCenter
        objectName: "empty"
        role: "title"
        text: qsTr("Здесь появится ваш номер")
        visible: window.board.number === ""
        width: grid.width
        y: (head.height + foot.y - height) / 2
    }

    Item {
        id: grid

        readonly property int least: Theme.mm(82)
        readonly property int between: Theme.mm(9)
        readonly property int lines: Math.max(1, Math.min(4, Math.floor((height + between) / (least + between))))
        readonly property real each: (height - (lines - 1) * between) / lines

        Accessible.name: qsTr("Вызваны раньше")
        Accessible.role: Accessible.List
        anchors.bottom: foot.top
        anchors.bottomMargin: window.gap
        anchors.top: first.bottom
        anchors.topMargin: window.gap
        width: head.width
        x: window.edge

        Component.onCompleted: window.board.fit(2 * lines)
        onLinesChanged: window.board.fit(2 * lines)

        Repeater {
            model: window.board.earlier

            CallRow {
                id: row

                required property int index
                required property int place
                required property var model

                active: row.model.active
                desk: row.model.desk
                deskName: "desk-" + row.place
                height: grid.each
                lit: row.model.fresh && window.lit
                number: row.model.number
                numberName: "call-" + row.place
                width: (grid.width - window.gap) / 2
                x: row.index < grid.lines ? 0 : row.width + window.gap
                y: (row.index % grid.lines) * (grid.each + grid.between)
            }
        }
    }

    Foot {
        id: foot

        anchors.bottom: parent.bottom
        board: window.board
        width: parent.width
    }
}
