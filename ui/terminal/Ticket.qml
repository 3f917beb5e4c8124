// The result: the visitor's number, where the paper comes out, and what happens next.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property string paper: facts.paper ?? ""
    readonly property bool roomy: !wide && !Theme.large
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
        height: page.wide ? parent.height - Theme.s2 : full + (page.roomy ? Theme.s8 : 0)
        number: page.facts.number ?? ""
        roomy: page.roomy
        service: page.facts.service ?? ""
        width: page.half
        y: page.wide ? Theme.s2 : Theme.s4
    }

    Column {
        id: next

        readonly property string role: Theme.large ? "body" : "lead"
        readonly property int side: Theme.mm(page.roomy ? 24 : 18)

        spacing: Theme.mm(page.roomy ? 10 : page.wide && !Theme.large ? 8 : 6)
        width: page.wide ? parent.width - page.half - Theme.s12 : parent.width
        x: page.wide ? page.half + Theme.s12 : 0
        y: page.wide ? Theme.s6 : stub.y + stub.height + Theme.mm(page.roomy ? 12 : 8)

        Row {
            spacing: Theme.s6
            width: parent.width

            Mark {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                icon: page.paper === "failed" ? "printer-off" : "arrow-down"
                side: Theme.mm(page.roomy ? 32 : 26)
                tone: page.paper === "failed" ? "care" : "signal"
            }

            T {
                anchors.verticalCenter: parent.verticalCenter
                cap: Theme.capOf(role) * (page.roomy ? 1.3 : 1)
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
                    side: next.side
                }

                T {
                    anchors.verticalCenter: parent.verticalCenter
                    role: next.role
                    text: step.modelData[0]
                    width: parent.width - next.side - parent.spacing
                }
            }
        }
    }

    T {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        color: Theme.inkSoft
        role: "note"
        text: qsTr("Экран очистится сам")
        visible: y > next.y + next.height + Theme.s4
        width: next.width
    }
}
