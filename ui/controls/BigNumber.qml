// A ticket number: as big as its millimetres say, smaller only when a long label would not fit the width.
import QtQuick
import Kiosk.Theme

Item {
    id: number

    property string text
    property real cap: Theme.capOf("number")
    property color ink: Theme.ink
    property bool centred: false

    implicitHeight: Theme.mm(cap * 1.28)
    implicitWidth: word.implicitWidth

    Text {
        id: word

        Accessible.name: number.text
        Accessible.role: Accessible.Heading
        anchors.centerIn: parent
        color: number.ink
        font.family: Theme.family
        font.features: ({
                // Tabular figures would tear a label with hyphens apart.
                tnum: number.text.includes("-") ? 0 : 1,
                case: 1
            })
        font.letterSpacing: -Theme.fontFor(number.cap, false) * 0.018
        font.pixelSize: Theme.fontFor(number.cap, false)
        font.variableAxes: ({
                wght: Theme.weightOf("number"),
                opsz: 32
            })
        fontSizeMode: Text.HorizontalFit
        horizontalAlignment: number.centred ? Text.AlignHCenter : Text.AlignLeft
        minimumPixelSize: Theme.fontFor(number.cap / 3, false)
        text: number.text
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
        width: parent.width
    }
}
