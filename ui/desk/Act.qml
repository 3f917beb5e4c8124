// A secondary key of the desk: icon, word, and its key on the keyboard; it keeps its place and greys out.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Key {
    id: act

    property string icon
    property string keys
    property string sequence: keys
    // Stands on the fill colour of the header.
    property bool onBar: false
    readonly property color quiet: off && onBar ? Theme.fillInkSoft : soft
    readonly property bool late: busy && patience.late

    Accessible.description: keys
    implicitHeight: Theme.mm(12.5)
    implicitWidth: row.implicitWidth + hot.implicitWidth + Theme.mm(2.5 + 2 + 2)
    radius: Theme.mm(2.25)

    onBusyChanged: {
        patience.late = false;
        if (busy)
            patience.restart();
        else
            patience.stop();
    }

    Binding {
        property: "border.color"
        target: act.face
        value: Theme.fillInkSoft
        when: act.off && act.onBar
    }

    Timer {
        id: patience

        property bool late: false

        interval: Theme.waitMs

        onTriggered: late = true
    }

    Shortcut {
        enabled: act.possible && act.visible
        sequence: act.sequence

        onActivated: act.press()
    }

    Row {
        id: row

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(2.5)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(1.5)

        Ico {
            anchors.verticalCenter: parent.verticalCenter
            name: act.icon
            side: Theme.mm(5.5)
            tint: act.off ? act.quiet : act.mark
        }

        T {
            anchors.verticalCenter: parent.verticalCenter
            color: act.off ? act.quiet : act.ink
            spoken: false
            strong: true
            text: act.late ? qsTr("Подождите…") : act.text
            wrapMode: Text.NoWrap
        }
    }

    Hot {
        id: hot

        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(2)
        anchors.verticalCenter: parent.verticalCenter
        keys: act.keys
        tint: act.quiet
    }
}
