// What is good to know before the ticket: papers, fee, what exactly is wanted; or why no ticket is given now.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property var documents: facts.documents ?? []
    readonly property var purposes: (facts.purposes ?? []).length > 1 ? facts.purposes : []
    readonly property bool asks: purposes.length > 0
    readonly property bool free: facts.can_take ?? false
    readonly property bool below: !wide // what is pressed comes under what is read
    // Papers come out of the catalogue in Russian only: said so, rather than shown as if they were translated.
    readonly property bool foreign: model.language !== "ru" && /[а-яё]/i.test(documents.join(" "))

    primary: free ? qsTr("Взять талон") : ""
    primaryBusy: model.busy
    primaryIcon: "ticket"
    primaryName: "issue"
    title: facts.title ?? ""

    onPrimaryActivated: model.post("issue")

    Column {
        id: choice

        readonly property bool stacked: Theme.large || page.wide
        readonly property int count: page.purposes.length
        readonly property int room: page.wide ? parent.height - Math.max(0, page.reach - parent.y) - (Theme.low ? 0 : wish.height + spacing) : 0
        readonly property int rowTall: page.wide ? Math.min(Theme.mm(42), Math.floor((room - (count - 1) * Theme.gap) / Math.max(1, count))) : Theme.mm(stacked ? 26 : 46)

        spacing: Theme.s3
        visible: page.asks
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width
        x: page.wide ? parent.width - width : 0
        y: page.below || Theme.low ? parent.height - height : 0

        T {
            id: wish

            strong: true
            text: qsTr("Что нужно сделать?")
            // In low landscape the keys need the whole zone of the hand.
            visible: !(Theme.low && page.wide)
            width: parent.width
        }

        Grid {
            columns: choice.stacked ? 1 : choice.count
            spacing: Theme.gap

            Repeater {
                model: page.purposes

                Purpose {
                    required property var modelData

                    height: choice.rowTall
                    objectName: "purpose-" + modelData.id
                    on: modelData.id === page.facts.purpose
                    text: modelData.name
                    width: choice.stacked ? choice.width : (choice.width - (choice.count - 1) * Theme.gap) / choice.count

                    onActivated: page.model.post("purpose", modelData.id)
                }
            }
        }
    }

    Sheet {
        id: sheet

        readonly property int room: parent.height - (page.below && page.asks ? choice.height + Theme.s8 : 0)

        height: Math.min(room, Math.round(known.implicitHeight * (page.documents.length > 1 ? 1.5 : 1)) + 2 * Theme.s8)
        width: page.wide && page.asks ? page.half : parent.width

        Fitted {
            id: known

            anchors.fill: parent
            anchors.margins: Theme.s8
            blocks: {
                const found = [];
                if (!page.free && page.facts.reason)
                    found.push({
                        icon: "alert-triangle",
                        tone: "care",
                        text: page.facts.reason,
                        strong: true
                    });
                for (const note of page.facts.notes ?? [])
                    found.push({
                        icon: "help-circle",
                        text: note
                    });
                if (!page.free)
                    found.push({
                        icon: "user-question",
                        text: qsTr("Нужна подсказка? Нажмите «Помощь» внизу экрана")
                    });
                if (page.documents.length > 0)
                    found.push({
                        head: page.foreign ? qsTr("Возьмите с собой (список на русском)") : qsTr("Всё с собой?")
                    });
                for (const paper of page.documents)
                    found.push({
                        icon: "file-text",
                        text: paper
                    });
                if (page.facts.fee)
                    found.push({
                        icon: "receipt",
                        text: page.facts.fee,
                        strong: true
                    });
                if (found.length === 0)
                    found.push({
                        icon: "ticket",
                        text: qsTr("Возьмите талон, и мы позовём вас к окну")
                    });
                return found;
            }
        }
    }
}
