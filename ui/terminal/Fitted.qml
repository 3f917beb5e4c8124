// Facts to read, as large as the room allows: body size, else note size; what still does not fit turns a leaf.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: fitted

    // {text, icon, tone, strong} or {head}.
    property var blocks: []
    readonly property bool tight: measure.implicitHeight > height

    component Facts: Column {
        id: facts

        property string role: "body"

        spacing: Theme.mm(facts.role === "body" ? 4 : 2.5)

        Repeater {
            model: fitted.blocks

            Item {
                id: block

                required property var modelData
                readonly property bool head: modelData.head !== undefined

                height: Math.max(words.implicitHeight, head ? 0 : sign.height)
                width: facts.width

                Ico {
                    id: sign

                    name: block.modelData.icon ?? ""
                    side: Theme.mm(facts.role === "body" ? 10 : 8)
                    tint: block.modelData.tone === "care" ? Theme.care : Theme.accent
                    weight: 2
                }

                T {
                    id: words

                    anchors.left: parent.left
                    anchors.leftMargin: block.head ? 0 : sign.side + Theme.s4
                    anchors.right: parent.right
                    role: block.head && facts.role === "body" ? "lead" : facts.role
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
