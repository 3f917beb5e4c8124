// Text by role: its size is the height of a capital letter in millimetres.
import QtQuick
import Kiosk.Theme

Text {
    id: text

    property string role: "body"
    property real cap: Theme.capOf(role)
    property bool strong: false
    // Tabular figures only where figures change: they also widen the hyphen and the space.
    property bool figures: false
    // Inside a key the key itself is read aloud, not its parts.
    property bool spoken: true
    readonly property bool heading: role === "title" || role === "display"
    readonly property int px: Theme.fontFor(cap, true)

    Accessible.ignored: !spoken
    Accessible.name: text.text
    Accessible.role: heading ? Accessible.Heading : Accessible.StaticText
    color: Theme.ink
    font.family: Theme.family
    font.features: ({
            tnum: figures ? 1 : 0,
            case: heading ? 1 : 0
        })
    font.letterSpacing: heading ? -px * 0.018 : -px * 0.004
    font.pixelSize: px
    // The variable Inter ignores font.weight: its axes are set by name.
    font.variableAxes: ({
            wght: Theme.weightOf(heading ? "title" : strong ? "strong" : "text"),
            opsz: Math.max(14, Math.min(32, px * 0.45))
        })
    lineHeight: heading ? Theme.titleLine : Theme.textLine
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    // A word that is longer than its place breaks rather than leaves it.
    wrapMode: Text.Wrap
}
