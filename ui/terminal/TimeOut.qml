// Is somebody still here? One big yes, one way out, and the seconds that are left.
import QtQuick
import QtQuick.Shapes
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property int seconds: facts.seconds ?? 0
    property int most: 1

    bare: true

    onSecondsChanged: most = Math.max(most, seconds)

    Column {
        id: question

        spacing: Theme.mm(page.wide ? 3 : 6)
        width: page.width - 2 * Theme.edge
        x: Theme.edge
        y: page.headRoom + Theme.mm(page.wide ? 2 : 14)

        T {
            cap: Theme.large ? 15 : 20
            horizontalAlignment: Text.AlignHCenter
            objectName: "title"
            role: "display"
            text: qsTr("Вы ещё здесь?")
            width: parent.width
        }

        T {
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
            role: "lead"
            text: page.wide ? qsTr("Мы бережём ваши данные. Без ответа экран очистится.") : qsTr("Мы бережём ваши данные.\nБез ответа экран очистится.")
            width: parent.width
        }
    }

    Item {
        id: clock

        readonly property int upper: question.y + question.height + Theme.s8
        readonly property int lower: page.wide ? page.height - page.seam : here.y - Theme.s8
        readonly property int thick: Theme.s8

        height: width
        width: Math.min(Theme.mm(132), lower - upper)
        x: Theme.edge + (page.half - width) / 2
        y: upper + (lower - upper - height) / 2

        Shape {
            anchors.fill: parent
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                fillColor: "transparent"
                strokeColor: Theme.high ? Theme.ground : Theme.sunk
                strokeWidth: clock.thick

                PathAngleArc {
                    centerX: clock.width / 2
                    centerY: clock.width / 2
                    radiusX: (clock.width - clock.thick) / 2
                    radiusY: radiusX
                    startAngle: 0
                    sweepAngle: 360
                }
            }

            ShapePath {
                capStyle: ShapePath.RoundCap
                fillColor: "transparent"
                strokeColor: Theme.accent
                strokeWidth: clock.thick

                PathAngleArc {
                    centerX: clock.width / 2
                    centerY: clock.width / 2
                    radiusX: (clock.width - clock.thick) / 2
                    radiusY: radiusX
                    startAngle: -90
                    sweepAngle: 360 * page.seconds / page.most
                }
            }
        }

        BigNumber {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.verticalCenter: parent.verticalCenter
            anchors.verticalCenterOffset: -Theme.s4
            cap: Math.min(40, clock.width / Theme.mm(1) * 0.3)
            centred: true
            objectName: "seconds"
            text: page.seconds
            width: parent.width - 2 * clock.thick - Theme.s8
        }

        T {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.inkSoft
            font.pixelSize: Theme.fontFor(cap, false)
            role: "body"
            text: qsTr("секунд", "", page.seconds)
            y: parent.height * 0.7
        }
    }

    Button {
        id: here

        height: page.wide ? Math.max(Theme.mm(48), Math.min(Theme.mm(90), leave.y - Theme.mm(5) - Math.max(clock.upper, page.reach))) : Theme.mm(Theme.low ? 60 : 76)
        kind: "accent"
        objectName: "here"
        role: "display"
        text: qsTr("Я здесь")
        width: page.wide ? page.width - x - Theme.edge : page.half
        x: page.wide ? Theme.edge + page.half + Theme.s12 : Theme.edge
        y: leave.y - height - Theme.mm(5)

        onActivated: page.model.post("here")
    }

    Button {
        id: leave

        height: Theme.primaryHeight
        icon: "x"
        objectName: "leave"
        text: qsTr("Закончить и очистить экран")
        width: here.width
        x: here.x
        y: page.height - page.seam - height

        onActivated: page.model.post("leave")
    }
}
