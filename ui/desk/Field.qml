// One line to type into: a label above, the text in a box; private entry shows dots.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: field

    property string label
    property bool secret: false
    property alias text: input.text
    readonly property bool typing: input.activeFocus

    signal entered

    function insert(letter: string): void {
        input.insert(input.cursorPosition, letter);
    }

    function erase(): void {
        if (input.cursorPosition > 0)
            input.remove(input.cursorPosition - 1, input.cursorPosition);
    }

    function clear(): void {
        input.clear();
    }

    function take(): void {
        input.forceActiveFocus();
    }

    // Qt keeps the name of a password's own item to itself, so here the field speaks for it.
    Accessible.focusable: true
    Accessible.ignored: !secret
    Accessible.name: label
    Accessible.role: Accessible.EditableText
    implicitHeight: caption.height + Theme.mm(1.5) + box.height

    onActiveFocusChanged: if (activeFocus && !input.activeFocus)
        input.forceActiveFocus()

    T {
        id: caption

        color: Theme.inkSoft
        spoken: false
        text: field.label
        width: parent.width
    }

    Rectangle {
        anchors.fill: box
        anchors.margins: -(Theme.ringGap + Theme.ring)
        border.color: Theme.ink
        border.width: Theme.ringLine
        color: Theme.signalFill
        radius: box.radius + Theme.ringGap + Theme.ring
        visible: input.activeFocus

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.ring
            color: Theme.ground
            radius: box.radius + Theme.ringGap
        }
    }

    Rectangle {
        id: box

        anchors.top: caption.bottom
        anchors.topMargin: Theme.mm(1.5)
        border.color: Theme.line
        border.width: Theme.border
        color: Theme.sheet
        height: Theme.mm(15)
        radius: Theme.mm(2.25)
        width: parent.width
    }

    TextInput {
        id: input

        Accessible.ignored: field.secret
        Accessible.name: field.label
        Accessible.role: Accessible.EditableText
        activeFocusOnTab: true
        anchors.fill: box
        anchors.leftMargin: Theme.mm(4)
        anchors.rightMargin: Theme.mm(4)
        clip: true
        color: Theme.ink
        echoMode: field.secret ? TextInput.Password : TextInput.Normal
        font.family: Theme.family
        font.letterSpacing: field.secret ? Theme.mm(0.8) : 0
        font.pixelSize: Theme.fontFor(3.7, true)
        font.variableAxes: ({
                wght: Theme.weightOf("strong"),
                opsz: 20
            })
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferLowercase | Qt.ImhSensitiveData
        maximumLength: 32
        passwordCharacter: "●"
        passwordMaskDelay: 0
        selectByMouse: false
        verticalAlignment: TextInput.AlignVCenter

        Keys.onBacktabPressed: event => {
            Keypad.used = true;
            event.accepted = false;
        }
        Keys.onTabPressed: event => {
            Keypad.used = true;
            event.accepted = false;
        }
        onAccepted: field.entered()
    }
}
