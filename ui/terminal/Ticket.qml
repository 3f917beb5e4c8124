// The result: the visitor's number, where the paper comes out, and what happens next.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property string paper: facts.paper ?? ""
    readonly property var steps: [[qsTr("Ждите в зале: номер появится на табло"), "eye"], [qsTr("Подойдите к окну, которое покажет табло"), "walk"]]

    back: false
    primary: qsTr("Готово")
    primaryIcon: "check"
    primaryName: "finish"

    onPrimaryActivated: model.post("finish")

    NumberStub {
        id: stub

        ahead: page.facts.ahead ?? ""
        keep: page.facts.watch ?? ""
        caption: qsTr("Ваш талон")
        height: page.wide ? parent.height - Theme.s2 : full
        number: page.facts.number ?? ""
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

            T {
                anchors.verticalCenter: parent.verticalCenter
                objectName: "paper"
                role: "lead"
                strong: true
                text: page.facts.hint ?? ""
                width: parent.width - sign.width - parent.spacing
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
