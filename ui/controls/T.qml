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
    // Lines of about equal length: no word alone in the last line.
    property bool even: wrapMode !== Text.NoWrap && fontSizeMode === Text.FixedSize
    readonly property int px: Theme.fontFor(cap, true)

    // The narrowest place that takes no more lines than the whole width does.
    function balance(): void {
        inset.share = 0;
        inset.measuring = false;
        const lines = lineCount;
        if (!even || lines < 2 || lines > 3 || truncated)
            return;
        // Only whole words move to the next line.
        inset.measuring = true;
        let wide = 0, narrow = Math.floor(width / 2);
        while (narrow - wide > px / 4) {
            const half = Math.floor((wide + narrow) / 2);
            inset.share = half;
            if (lineCount > lines || truncated || contentWidth > width - half)
                narrow = half;
            else
                wide = half;
        }
        inset.share = wide;
        inset.measuring = false;
    }

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
    leftPadding: horizontalAlignment === Text.AlignHCenter ? inset.share / 2 : 0
    lineHeight: heading ? Theme.titleLine : Theme.textLine
    rightPadding: horizontalAlignment === Text.AlignHCenter ? inset.share / 2 : inset.share
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    // A word that is longer than its place breaks rather than leaves it.
    wrapMode: inset.measuring ? Text.WordWrap : Text.Wrap

    Component.onCompleted: balance()
    onFontChanged: Qt.callLater(balance)
    onTextChanged: Qt.callLater(balance)
    onWidthChanged: Qt.callLater(balance)

    QtObject {
        id: inset

        property int share: 0
        property bool measuring: false
    }
}
