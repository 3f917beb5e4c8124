// The one thing that can be pressed: a face with a lip under it. Whatever has no lip is not a key.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: key

    // What it says, for the eye (in the derived controls) and for the ear.
    property string text
    property string note
    property string kind: "plain" // plain | accent | signal | ghost (invisible face over something drawn)
    property bool possible: true
    property bool chosen: false
    property bool busy: false
    property real radius: Theme.radius
    property bool checkable: false
    property bool checked: false
    // How long the same key takes no second press; letter keys take every one.
    property int restMs: Theme.debounceMs
    // For pictures of the controls alone.
    property string look: ""
    readonly property bool off: !possible
    readonly property bool down: look === "pressed" || tap.pressed
    readonly property bool ringed: look === "focused" || (activeFocus && Keypad.used)
    readonly property color ink: off ? Theme.inkSoft : kind === "accent" ? Theme.fillInk : kind === "signal" ? Theme.signalInk : Theme.ink
    readonly property color soft: kind === "accent" && !off ? Theme.fillInkSoft : kind === "signal" && !off ? Theme.signalInk : Theme.inkSoft
    readonly property color mark: off ? Theme.inkSoft : kind === "plain" ? Theme.accent : ink
    readonly property alias face: face
    default property alias content: face.data

    signal activated

    // The same key twice within the debounce time is one press.
    function press(): void {
        if (!enabled || busy || debounce.running)
            return;
        debounce.restart();
        activated();
    }

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.focusable: true
    Accessible.name: note ? text.replace(/\n/g, " ") + ". " + note : text.replace(/\n/g, " ")
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    activeFocusOnTab: true
    enabled: possible
    implicitHeight: Theme.primaryHeight

    Accessible.onPressAction: press()
    Accessible.onToggleAction: press()
    // A key that takes the focus by Tab also moves it on by Tab, before any parent hears of it.
    Keys.onBacktabPressed: event => {
        Keypad.used = true;
        event.accepted = false;
    }
    Keys.onEnterPressed: event => event.isAutoRepeat ? undefined : press()
    Keys.onReturnPressed: event => event.isAutoRepeat ? undefined : press()
    Keys.onSpacePressed: event => event.isAutoRepeat ? undefined : press()
    Keys.onTabPressed: event => {
        Keypad.used = true;
        event.accepted = false;
    }

    Timer {
        id: debounce

        interval: key.restMs
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0

        onTapped: key.press()
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -(Theme.ringGap + Theme.ring)
        border.color: Theme.ink
        border.width: Theme.ringLine
        color: Theme.signalFill
        radius: key.radius + Theme.ringGap + Theme.ring
        visible: key.ringed

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.ring
            color: key.kind === "ghost" ? Theme.fill : Theme.ground
            radius: key.radius + Theme.ringGap
        }
    }

    Rectangle {
        anchors.fill: parent
        color: key.kind === "accent" ? Theme.fillDeep : key.kind === "signal" ? Theme.signalDeep : Theme.lipShade
        radius: key.radius
        visible: !key.off && !key.down && Theme.lip > 0 && key.kind !== "ghost"
    }

    Rectangle {
        id: face

        border.color: key.off ? Theme.line : key.kind === "accent" ? Theme.fillEdge : key.kind === "signal" && !Theme.high ? Theme.signalDeep : key.down ? Theme.accent : Theme.line
        border.width: key.kind === "ghost" ? 0 : Theme.border
        color: {
            if (key.off || (key.kind === "ghost" && !key.down))
                return "transparent";
            if (key.kind === "accent" || key.kind === "ghost")
                return key.down ? Theme.fillDeep : Theme.fill;
            if (key.kind === "signal")
                return Theme.signalFill;
            return key.down || key.chosen ? Theme.accentSoft : Theme.sheet;
        }
        height: parent.height - (key.off ? 0 : Theme.lip)
        radius: key.radius
        width: parent.width
        y: key.down ? Theme.lip : 0
    }
}
