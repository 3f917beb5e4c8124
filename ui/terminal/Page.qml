// The frame of a visitor's page: one question on top, what can be done below it, the way back and on at the bottom.
import QtQuick
import Kiosk.Controls
import Kiosk.TerminalModel
import Kiosk.Theme

FocusScope {
    id: page

    required property var facts
    required property TerminalModel model
    readonly property bool wide: width > height
    property string title
    property string lead
    property bool back: true
    property bool bare: false // the content lays out the whole page itself, without title and way row
    property bool way: !bare // the row with the way back and on
    property int taken: 0 // width at the end of the way row that the content uses for its own keys
    property string primary
    property string primaryIcon: "arrow-right"
    property string primaryName
    property bool primaryPossible: true
    property bool primaryBusy: false
    property bool broadTitle: true // false: the title keeps to the left half in landscape
    readonly property int half: wide ? Theme.mm(216) : width - 2 * Theme.edge
    readonly property int headRoom: Theme.header(wide)
    // In low reach everything pressable lies below this line of the page: the lower 60 % of the window.
    readonly property int reach: Theme.low ? Math.ceil((height + Theme.helperBar(wide)) * 0.4) : 0
    readonly property int headBottom: heading.visible ? heading.y + heading.height : headRoom
    readonly property int wayTop: way ? wayRow.y : height
    readonly property int seam: Theme.mm(wide ? 5 : 7)
    default property alias content: body.data

    signal primaryActivated

    Column {
        id: heading

        spacing: Theme.s2
        visible: page.title !== ""
        width: page.broadTitle ? page.width - 2 * Theme.edge : page.half
        x: Theme.edge
        y: page.headRoom + Theme.mm(page.wide ? 1 : 5)

        T {
            // Low reach leaves room above the keys: the question takes it.
            cap: Theme.low && !page.wide && !Theme.large ? 15 : Theme.capOf(role)
            objectName: "title"
            role: "title"
            text: page.title
            width: parent.width
        }

        T {
            color: Theme.inkSoft
            objectName: "lead"
            role: Theme.low && !page.wide && !Theme.large ? "lead" : "body"
            text: page.lead
            visible: text !== ""
            width: parent.width
        }
    }

    Item {
        id: body

        anchors.bottom: page.way ? wayRow.top : parent.bottom
        anchors.bottomMargin: page.bare ? 0 : page.seam
        anchors.left: parent.left
        anchors.leftMargin: page.bare ? 0 : Theme.edge
        anchors.right: parent.right
        anchors.rightMargin: page.bare ? 0 : Theme.edge
        anchors.top: parent.top
        anchors.topMargin: page.bare ? 0 : heading.visible ? page.headBottom + Theme.mm(page.wide ? 5 : 8) : page.headRoom
    }

    Row {
        id: wayRow

        readonly property int backWidth: Math.max(Theme.mm(64), backKey.implicitWidth)

        anchors.bottom: parent.bottom
        anchors.bottomMargin: page.seam
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge
        height: Theme.wayRow(page.wide)
        spacing: Theme.gap
        visible: page.way

        Button {
            id: backKey

            height: parent.height
            icon: "arrow-left"
            objectName: "back"
            text: qsTr("Назад")
            visible: page.back
            width: wayRow.backWidth

            onActivated: page.model.post("back")
        }

        Button {
            height: parent.height
            icon: "home"
            objectName: "home"
            text: qsTr("В начало")
            visible: page.primary === ""
            width: wayRow.width - (page.back ? wayRow.backWidth + wayRow.spacing : 0) - (page.taken > 0 ? page.taken + wayRow.spacing : 0)

            onActivated: page.model.post("home")
        }

        Button {
            busy: page.primaryBusy
            height: parent.height
            kind: "accent"
            objectName: page.primaryName
            possible: page.primaryPossible
            role: "lead"
            tail: page.primaryIcon
            text: page.primary
            visible: page.primary !== ""
            width: wayRow.width - (page.back ? wayRow.backWidth + wayRow.spacing : 0) - (page.taken > 0 ? page.taken + wayRow.spacing : 0)

            onActivated: page.primaryActivated()
        }
    }
}
