// What is good to know before the ticket: papers, fee, what exactly is wanted; or why no ticket is given now.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property var documents: facts.documents ?? []
    readonly property var notes: facts.notes ?? []
    readonly property var purposes: (facts.purposes ?? []).length > 1 ? facts.purposes : []
    readonly property bool free: facts.can_take ?? false
    readonly property bool stacked: Theme.large || wide

    primary: free ? qsTr("Взять талон") : ""
    primaryBusy: model.busy
    primaryIcon: "ticket"
    primaryName: "issue"
    title: facts.title ?? ""

    onPrimaryActivated: model.post("issue")

    Sheet {
        id: sheet

        anchors.bottom: page.wide || !choice.visible ? parent.bottom : choice.top
        anchors.bottomMargin: page.wide || !choice.visible ? 0 : Theme.s6
        anchors.left: parent.left
        anchors.top: parent.top
        width: page.wide && choice.visible ? page.half : parent.width

        Fitted {
            anchors.fill: parent
            anchors.margins: Theme.s8
            blocks: {
                const found = [];
                if (!page.free && page.facts.reason)
                    found.push({
                        icon: "clock-pause",
                        tone: "care",
                        text: page.facts.reason,
                        strong: true
                    });
                for (const note of page.notes)
                    found.push({
                        icon: "help-circle",
                        text: note
                    });
                if (page.facts.fee)
                    found.push({
                        icon: "receipt",
                        text: page.facts.fee,
                        strong: true
                    });
                if (page.documents.length > 0)
                    found.push({
                        head: qsTr("Всё с собой?")
                    });
                for (const paper of page.documents)
                    found.push({
                        icon: "file-text",
                        text: paper
                    });
                return found;
            }
        }
    }

    Item {
        id: choice

        readonly property int count: page.purposes.length
        readonly property int rowTall: page.wide ? Math.min(Theme.mm(38), (height - (count - 1) * Theme.gap) / Math.max(1, count)) : Theme.mm(Theme.large ? 26 : 34)

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        height: page.wide ? parent.height - Math.max(0, page.reach - parent.y) : page.stacked ? count * rowTall + (count - 1) * Theme.gap : rowTall
        visible: count > 0
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width

        Repeater {
            model: page.purposes

            Key {
                id: purpose

                required property int index
                required property var modelData
                readonly property bool on: modelData.id === page.facts.purpose

                Accessible.role: Accessible.RadioButton
                checkable: true
                checked: on
                height: choice.rowTall
                kind: on ? "accent" : "plain"
                objectName: "purpose-" + modelData.id
                text: modelData.name
                width: page.stacked ? choice.width : (choice.width - (choice.count - 1) * Theme.gap) / choice.count
                x: page.stacked ? 0 : index * (width + Theme.gap)
                y: page.stacked ? index * (height + Theme.gap) : 0

                onActivated: page.model.post("purpose", modelData.id)

                Ico {
                    id: tick

                    anchors.verticalCenter: parent.verticalCenter
                    name: purpose.on ? "check" : ""
                    side: Theme.mm(9)
                    tint: purpose.mark
                    weight: 2.6
                    x: Theme.s4
                }

                T {
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.s4 + Theme.mm(page.stacked ? 12 : purpose.on ? 11 : 0)
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.s2
                    anchors.verticalCenter: parent.verticalCenter
                    color: purpose.ink
                    spoken: false
                    strong: true
                    text: purpose.text
                }
            }
        }
    }
}
