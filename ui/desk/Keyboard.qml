// Letters and digits for a name and a PIN, for a desk without a keyboard at hand.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: keyboard

    readonly property var lines: ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm._"]
    readonly property int gap: Theme.mm(2.4)
    readonly property real side: (width - 9 * gap) / 10
    readonly property int keyHeight: (height - 3 * gap) / 4

    signal typed(string letter)
    signal erased

    implicitHeight: 4 * Theme.mm(17.5) + 3 * gap

    Repeater {
        model: keyboard.lines

        Item {
            id: line

            required property string modelData
            required property int index

            height: keyboard.keyHeight
            width: keyboard.width
            y: line.index * (keyboard.keyHeight + keyboard.gap)

            Repeater {
                model: line.modelData.length

                Key {
                    id: letter

                    required property int index

                    activeFocusOnTab: false
                    restMs: 0
                    height: line.height
                    objectName: "key-" + letter.text
                    radius: Theme.mm(2)
                    text: line.modelData[letter.index]
                    width: keyboard.side
                    x: letter.index * (keyboard.side + keyboard.gap)

                    onActivated: keyboard.typed(letter.text)

                    T {
                        anchors.centerIn: parent
                        color: letter.ink
                        role: "lead"
                        spoken: false
                        strong: true
                        text: letter.text
                    }
                }
            }
        }
    }

    Key {
        id: erase

        activeFocusOnTab: false
        restMs: 0
        height: keyboard.keyHeight
        objectName: "erase"
        radius: Theme.mm(2)
        text: qsTr("Стереть")
        width: keyboard.side
        x: 9 * (keyboard.side + keyboard.gap)
        y: 3 * (keyboard.keyHeight + keyboard.gap)

        onActivated: keyboard.erased()

        Ico {
            anchors.centerIn: parent
            name: "backspace"
            side: Theme.mm(7)
            tint: erase.mark
        }
    }
}
