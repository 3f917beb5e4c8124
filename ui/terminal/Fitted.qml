// Facts to read, as large as the room allows: body size, else the size of notes.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: fitted

    // {text, icon, tone, strong} or {head}.
    property var blocks: []
    readonly property bool tight: measure.implicitHeight > height

    implicitHeight: measure.implicitHeight

    component Facts: Column {
        id: facts

        property string role: "body"

        spacing: Theme.mm(facts.role === "body" ? 5 : 2.5)

        Repeater {
            model: fitted.blocks

            Item {
                id: block

                required property int index
                required property var modelData
                readonly property bool head: modelData.head !== undefined
                readonly property bool care: modelData.tone === "care"
                readonly property int side: care ? Theme.mm(20) : head ? 0 : Theme.mm(facts.role === "body" ? 10 : 8)

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
                    role: (block.head || block.care) && facts.role === "body" ? "lead" : facts.role
                    strong: block.head || (block.modelData.strong ?? false)
                    text: block.head ? block.modelData.head : block.modelData.text
                }
            }
        }
    }

    Facts {
        id: measure

        enabled: !fitted.tight
        opacity: fitted.tight ? 0 : 1
        visible: true
        width: fitted.width
    }

    Loader {
        active: fitted.tight
        sourceComponent: Facts {
            role: "note"
            width: fitted.width
        }
    }
}
