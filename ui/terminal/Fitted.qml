// Facts to read, as large as the room allows: from lead size down to the size of notes.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: fitted

    // {text, icon, tone, strong} or {head}.
    property var blocks: []
    readonly property var roles: ["lead", "body", "note"]
    property string role: "lead"
    property real natural: 0 // height in the size that is shown
    readonly property bool note: role === "note"
    // Facts that leave room stand further apart.
    readonly property int spread: blocks.length > 1 ? Math.max(0, Math.min(Theme.s6, Math.floor((height - natural) / 2 / (blocks.length - 1)))) : 0
    property bool measuring: false

    function fit(): void {
        measuring = true;
        for (const next of Theme.large ? roles.slice(1) : roles) {
            role = next;
            facts.forceLayout();
            natural = facts.height;
            if (natural <= height + 1)
                break;
        }
        measuring = false;
    }

    implicitHeight: natural

    Component.onCompleted: fit()
    onBlocksChanged: Qt.callLater(fit)
    onHeightChanged: Qt.callLater(fit)
    onWidthChanged: Qt.callLater(fit)

    Connections {
        function onLargeChanged(): void {
            Qt.callLater(fitted.fit);
        }

        target: Theme
    }

    Column {
        id: facts

        spacing: (fitted.measuring ? 0 : fitted.spread) + Theme.mm(fitted.note ? 2.5 : fitted.role === "body" ? 5 : 7)
        width: parent.width

        Repeater {
            model: fitted.blocks

            Item {
                id: block

                required property int index
                required property var modelData
                readonly property bool head: modelData.head !== undefined
                readonly property bool care: modelData.tone === "care"
                readonly property int side: care ? Theme.mm(20) : head ? 0 : Theme.mm(fitted.note ? 8 : fitted.role === "body" ? 10 : 13)

                height: Math.max(words.implicitHeight, side) + (rule.visible ? facts.spacing : 0)
                width: facts.width

                Rectangle {
                    id: rule

                    color: Theme.hair
                    height: Theme.border
                    visible: block.index > 0
                    width: parent.width
                }

                Mark {
                    id: warning

                    anchors.verticalCenter: words.verticalCenter
                    icon: block.modelData.icon ?? ""
                    side: block.side
                    tone: "care"
                    visible: block.care
                }

                Ico {
                    anchors.verticalCenter: words.verticalCenter
                    name: block.care ? "" : block.modelData.icon ?? ""
                    side: Math.max(1, block.side)
                    tint: Theme.accent
                    weight: 2
                }

                T {
                    id: words

                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.leftMargin: block.side > 0 ? block.side + Theme.s4 : 0
                    anchors.right: parent.right
                    height: Math.max(implicitHeight, block.side)
                    cap: Theme.capOf(role) * ((block.head || block.care) && fitted.role === "lead" ? 1.2 : 1)
                    role: (block.head || block.care) && !fitted.note ? "lead" : fitted.role
                    strong: block.head || (block.modelData.strong ?? false)
                    text: block.head ? block.modelData.head : block.modelData.text
                }
            }
        }
    }
}
