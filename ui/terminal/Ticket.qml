// The result: the visitor's number, where the paper comes out, and what happens next.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property string paper: facts.paper ?? ""
    readonly property var steps: [[qsTr("Следите за табло"), "eye"], [qsTr("Увидите свой номер — подойдите к этому окну"), "walk"]]

    back: false
    primary: qsTr("Готово")
    primaryIcon: "check"
    primaryName: "finish"

    onPrimaryActivated: model.post("finish")

    NumberStub {
        id: stub

        ahead: page.facts.ahead ?? ""
        caption: qsTr("Ваш талон")
        height: page.wide ? parent.height : Math.min(parent.height * 0.62, Theme.mm(206))
        number: page.facts.number ?? ""
        qr: page.facts.qr ?? ""
        service: page.facts.service ?? ""
        width: page.half
        y: page.wide ? Theme.s2 : Theme.s4
    }

    Column {
        id: next

        readonly property int room: page.wide ? parent.height : parent.height - stub.y - stub.height - Theme.s8

        spacing: Theme.mm(page.wide ? 6 : 7)
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width
        x: page.wide ? page.half + Theme.s12 : 0
        y: page.wide ? Theme.s6 : stub.y + stub.height + Theme.s8

        Row {
            spacing: Theme.s6
            width: parent.width

            Mark {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                icon: page.paper === "failed" ? "printer-off" : "arrow-down"
                tone: page.paper === "failed" ? "care" : "signal"
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.s1
                width: parent.width - sign.width - parent.spacing

                T {
                    objectName: "paper"
                    role: "lead"
                    strong: true
                    text: page.paper === "failed" ? qsTr("Запомните номер") : page.paper === "taken" ? qsTr("Возьмите талон внизу") : qsTr("Печатаем, талон выйдет внизу")
                    width: parent.width
                }

                T {
                    color: Theme.inkSoft
                    role: "note"
                    text: page.facts.hint ?? ""
                    visible: text !== ""
                    width: parent.width
                }
            }
        }

        Rectangle {
            color: Theme.hair
            height: Theme.border
            width: parent.width
        }

        T {
            role: "note"
            strong: true
            text: qsTr("Что дальше")
            width: parent.width
        }

        Repeater {
            model: page.steps

            Row {
                id: step

                required property var modelData

                spacing: Theme.s6
                width: next.width

                Mark {
                    anchors.verticalCenter: parent.verticalCenter
                    icon: step.modelData[1]
                    side: Theme.mm(18)
                }

                T {
                    anchors.verticalCenter: parent.verticalCenter
                    text: step.modelData[0]
                    width: parent.width - Theme.mm(18) - parent.spacing
                }
            }
        }
    }
}
