// What went wrong, in the visitor's terms: what is true for them, what to do, who knows; the code for staff last.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property string number: facts.number ?? ""

    back: false
    primary: qsTr("Понятно")
    primaryIcon: "check"
    primaryName: "finish"
    taken: wide && again.visible ? again.width : 0

    onPrimaryActivated: model.post("finish")

    Row {
        id: head

        spacing: Theme.s8
        width: parent.width
        y: Theme.mm(page.wide ? 0 : 6)

        Mark {
            id: sign

            icon: page.number ? "printer-off" : "alert-triangle"
            side: Theme.mm(page.wide ? 24 : 30)
            tone: "care"
        }

        T {
            anchors.verticalCenter: parent.verticalCenter
            objectName: "title"
            role: "title"
            text: page.facts.title ?? ""
            width: parent.width - sign.width - parent.spacing
        }
    }

    NumberStub {
        id: stub

        cap: Theme.capOf("number") * (page.wide ? 0.7 : Theme.large ? 0.66 : 1)
        caption: qsTr("Ваш номер")
        height: Math.max(least, page.wide ? parent.height - y : room < full ? least : full)
        keep: qsTr("Номер и код талона останутся на снимке")
        number: page.number
        plain: true
        service: page.facts.service ?? ""
        qr: page.facts.qr ?? ""
        visible: page.number !== ""

        readonly property int room: again.y - words.height - 2 * Theme.s8 - y
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width
        x: page.wide ? page.half + Theme.s12 : 0
        y: head.y + head.height + Theme.mm(page.wide ? 4 : Theme.large ? 6 : 8)
    }

    Column {
        id: words

        spacing: Theme.large ? Theme.s3 : Theme.s4
        width: page.wide && page.number ? page.half : parent.width
        y: (page.wide || !page.number ? head.y + head.height : stub.y + stub.height) + Theme.mm(page.wide ? 4 : Theme.large ? 6 : 8)

        Repeater {
            model: page.facts.lines ?? []

            T {
                required property int index
                required property string modelData

                strong: index === 0
                text: modelData
                width: parent.width
            }
        }

        T {
            color: Theme.inkSoft
            role: "note"
            text: page.facts.code ? qsTr("Для сотрудника: код %1").arg(page.facts.code) : ""
            visible: text !== ""
            width: parent.width
        }
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
