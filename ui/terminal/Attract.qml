// The inviting screen: what can be done here in one glance; one touch anywhere begins.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property int split: wide ? height : Math.min(Theme.mm(248), begin.y - Theme.s8 - how.height - Theme.mm(11))
    readonly property var steps: [[qsTr("Выберите услугу"), "list"], [qsTr("Возьмите талон"), "ticket"], [qsTr("Ждите свой номер на табло"), "eye"]]

    bare: true

    TapHandler {

        onTapped: page.model.post("begin")
    }

    Rectangle {
        color: Theme.fill
        height: page.split
        width: page.wide ? Theme.edge + page.half + Theme.s12 : page.width
    }

    T {
        id: head

        cap: Theme.large ? (page.wide ? 14 : 16) : page.wide ? 18 : 20
        color: Theme.fillInk
        role: "display"
        text: qsTr("Возьмите талон.\nМы позовём")
        width: page.half
        x: Theme.edge
        y: page.headRoom + Theme.mm(page.wide ? 4 : 10)
    }

    // The ticket leaving its slot; drawn, not read aloud.
    Item {
        clip: true
        height: Math.min(Theme.mm(106), page.split - y)
        visible: height > Theme.mm(64)
        width: page.half
        x: Theme.edge
        y: Math.max(head.y + head.height + Theme.s6, page.split - Theme.mm(106))

        Rectangle {
            id: slip

            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.paper
            height: Theme.mm(91)
            width: Theme.mm(150)
            y: Theme.mm(4.5)

            T {
                color: Theme.paperInkSoft
                font.pixelSize: Theme.fontFor(cap, false)
                role: "note"
                spoken: false
                text: qsTr("Ваш талон")
                x: Theme.mm(10)
                y: Theme.mm(14)
            }

            BigNumber {
                Accessible.ignored: true
                cap: 32
                ink: Theme.paperInk
                text: "П 047"
                width: parent.width - Theme.s16
                x: Theme.s8
                y: Theme.mm(25)
            }

            Row {
                spacing: Theme.mm(2.5)
                x: Theme.mm(10)
                y: Theme.mm(74)

                Repeater {
                    model: 33

                    Rectangle {
                        color: Theme.paperHair
                        height: width
                        radius: width / 2
                        width: Theme.mm(1.5)
                    }
                }
            }
        }

        // The torn edge.
        Repeater {
            model: 25

            Rectangle {
                required property int index

                antialiasing: true
                color: Theme.paper
                height: width
                rotation: 45
                width: Theme.mm(4.25)
                x: slip.x + Theme.mm(0.9) + index * Theme.mm(6)
                y: slip.y + slip.height - height / 2
            }
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            border.color: Theme.fillInk
            border.width: Theme.high ? Theme.border : 0
            color: Theme.high ? Theme.fill : Theme.fillDeep
            height: Theme.mm(9)
            radius: height / 2
            width: Theme.mm(176)
        }
    }

    Column {
        id: how

        spacing: Theme.mm(page.wide ? (Theme.large ? 3 : page.model.notice ? 5 : 10) : 8)
        width: page.wide ? page.width - x - Theme.edge : page.width - 2 * Theme.edge
        x: page.wide ? Theme.edge + page.half + Theme.s24 : Theme.edge
        y: page.wide ? page.headRoom + (Theme.large ? 0 : Theme.s8) : page.split + Theme.mm(11)

        Repeater {
            model: page.steps

            Row {
                id: step

                required property int index
                required property var modelData

                spacing: Theme.s6
                width: how.width

                Mark {
                    anchors.verticalCenter: parent.verticalCenter
                    icon: step.modelData[1]
                    side: Theme.mm(24)
                }

                T {
                    anchors.verticalCenter: parent.verticalCenter
                    role: Theme.large ? "body" : "lead"
                    strong: true
                    text: (step.index + 1) + ". " + step.modelData[0]
                    width: parent.width - Theme.mm(24) - parent.spacing
                }
            }
        }

        Notice {
            text: page.model.notice
            width: parent.width
        }
    }

    Button {
        id: begin

        height: Theme.mm(44)
        icon: "hand-finger"
        kind: "signal"
        objectName: "begin"
        role: Theme.large ? "lead" : "title"
        text: qsTr("Коснитесь экрана")
        width: how.width
        x: how.x
        y: page.height - height - Theme.mm(page.wide ? 10 : 12)

        onActivated: page.model.post("begin")
    }
}
