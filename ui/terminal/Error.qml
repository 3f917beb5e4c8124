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

    onPrimaryActivated: model.post("finish")

    Row {
        id: head

        spacing: Theme.s8
        width: page.wide && page.number ? page.half : parent.width
        y: Theme.mm(page.wide ? 2 : 6)

        Mark {
            id: sign

            icon: page.number ? "printer-off" : "alert-triangle"
            side: Theme.mm(30)
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

        caption: qsTr("Запомните или сфотографируйте номер")
        height: page.wide ? parent.height - Theme.s2 : Math.min(Theme.mm(196), parent.height * 0.5)
        keep: qsTr("Или наведите камеру телефона")
        number: page.number
        plain: true
        qr: page.facts.qr ?? ""
        visible: page.number !== ""
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width
        x: page.wide ? page.half + Theme.s12 : 0
        y: page.wide ? Theme.s2 : head.y + head.height + Theme.s8
    }

    Column {
        spacing: Theme.s4
        width: page.wide && page.number ? page.half : parent.width
        y: (page.wide || !page.number ? head.y + head.height : stub.y + stub.height) + Theme.s8

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
        anchors.bottom: parent.bottom
        height: Theme.rowHeight
        icon: "printer"
        objectName: "reprint"
        text: qsTr("Напечатать ещё раз")
        visible: page.facts.can_reprint ?? false
        width: page.wide && page.number ? page.half : parent.width

        onActivated: page.model.post("reprint")
    }
}
