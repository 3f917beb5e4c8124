// What went wrong, in the visitor's terms: what is true for them, what to do, who knows; the code for staff last.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property string number: facts.number ?? ""

    readonly property bool roomy: !wide && !Theme.large

    back: false
    primary: qsTr("Понятно")
    primaryIcon: "check"
    primaryName: "finish"
    taken: wide && again.visible ? again.width : 0

    onPrimaryActivated: model.post("finish")

    Grid {
        id: head

        // Without a number there is nothing but these words: they stand large.
        readonly property bool tall: !Theme.large && page.number === ""

        columnSpacing: Theme.s8
        columns: tall && !page.wide ? 1 : 2
        rowSpacing: Theme.s12
        verticalItemAlignment: Grid.AlignVCenter
        width: parent.width
        y: Theme.mm(page.wide ? (tall ? 18 : 0) : tall ? 24 : 6)

        Mark {
            id: sign

            icon: page.number ? "printer-off" : "alert-triangle"
            side: Theme.mm(page.wide ? (head.tall ? 40 : 24) : head.tall ? 56 : 30)
            tone: "care"
        }

        T {
            cap: head.tall ? 18 : Theme.capOf(role)
            objectName: "title"
            role: "title"
            // Upright there is room for a line to each sentence.
            text: page.wide ? page.facts.title ?? "" : (page.facts.title ?? "").replace(". ", ".\n")
            width: parent.width - (head.columns === 1 ? 0 : sign.width + head.columnSpacing)
        }
    }

    NumberStub {
        id: stub

        cap: Theme.capOf("number") * (page.wide ? 0.6 : Theme.large ? 0.66 : 1)
        caption: qsTr("Ваш номер")
        height: Math.max(least, page.wide ? parent.height - y : room < full ? least : full)
        keep: qsTr("Номер и код талона останутся на снимке")
        number: page.number
        plain: true
        service: page.facts.service ?? ""
        qr: page.facts.qr ?? ""
        visible: page.number !== ""

        readonly property int room: staff.y - words.height - 2 * Theme.s8 - y
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width
        x: page.wide ? page.half + Theme.s12 : 0
        y: head.y + head.height + Theme.mm(page.wide ? 4 : Theme.large ? 6 : 8)
    }

    Column {
        id: words

        spacing: Theme.large ? Theme.s3 : page.roomy ? Theme.s6 : Theme.s4
        width: page.wide && page.number ? page.half : parent.width
        y: (page.wide || !page.number ? head.y + head.height : stub.y + stub.height) + Theme.mm(head.tall ? 16 : page.wide ? 4 : Theme.large ? 6 : 8)

        Repeater {
            id: lines

            model: page.facts.lines ?? []

            Row {
                id: line

                required property int index
                required property string modelData

                spacing: Theme.s4
                width: words.width

                Ico {
                    id: sort

                    anchors.verticalCenter: parent.verticalCenter
                    name: line.index === 0 ? (page.number ? "device-mobile" : "map-pin") : line.index === lines.count - 1 ? "eye" : "circle-check"
                    side: Theme.mm(13)
                    tint: Theme.accent
                    visible: !(page.wide && Theme.large) // there the words need the room
                }

                T {
                    anchors.verticalCenter: parent.verticalCenter
                    cap: Theme.capOf(role) * (head.tall ? 1.2 : 1)
                    role: (page.roomy && line.index === 0) || (page.wide && !page.number) ? "lead" : "body"
                    strong: line.index === 0
                    text: line.modelData
                    width: parent.width - (sort.visible ? sort.width + parent.spacing : 0)
                }
            }
        }
    }

    T {
        id: staff

        color: Theme.inkSoft
        role: "note"
        text: page.facts.staff ? qsTr("Для сотрудника: %1").arg(page.facts.staff) : ""
        // Desks are told anyway: it gives way to long words.
        visible: text !== "" && words.y + words.height + Theme.s2 <= y
        width: words.width
        y: foot - height

        readonly property int foot: again.visible && !page.wide ? again.y - Theme.s6 : parent.height
    }

    Button {
        id: again

        height: !visible ? 0 : page.wide ? Theme.primaryHeight : Theme.rowHeight
        icon: "printer"
        objectName: "reprint"
        text: qsTr("Напечатать ещё раз")
        visible: page.facts.can_reprint ?? false
        // In landscape it stands in the way row, beside the primary key.
        width: page.wide ? page.half : parent.width
        x: page.wide ? parent.width - width : 0
        y: page.wide ? parent.height + page.seam : parent.height - height

        onActivated: page.model.post("reprint")
    }
}
