// Five helpers at the same place on every screen: language, larger, contrast, lower, help.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.TerminalModel
import Kiosk.Theme

Rectangle {
    id: bar

    required property TerminalModel model
    property bool wide: false

    color: Theme.sunk
    height: Theme.helperBar(wide)

    Rectangle {
        color: Theme.high ? Theme.line : Theme.hair
        height: Theme.border
        width: parent.width
    }

    component Helper: Key {
        id: helper

        property string icon
        property bool on: false

        checkable: true
        checked: on
        height: Theme.mm(bar.wide ? 26 : 30)
        kind: on ? "accent" : "plain"
        width: (row.width - 4 * row.spacing) / 5

        Ico {
            anchors.margins: Theme.s2
            anchors.right: parent.right
            anchors.top: parent.top
            name: helper.on ? "check" : ""
            side: Theme.mm(6)
            tint: helper.mark
            weight: 3
        }

        Column {
            anchors.centerIn: parent
            spacing: Theme.s1
            width: parent.width - Theme.s2

            Ico {
                anchors.horizontalCenter: parent.horizontalCenter
                name: helper.icon
                side: Theme.mm(bar.wide ? 11 : 13)
                tint: helper.mark
            }

            T {
                // Five words share the width: large text leaves them at their size, which is above the floor.
                color: helper.ink
                font.pixelSize: Theme.fontFor(cap, false)
                fontSizeMode: Text.HorizontalFit
                horizontalAlignment: Text.AlignHCenter
                minimumPixelSize: Theme.fontFor(Theme.capOf("small"), false)
                role: "helper"
                spoken: false
                strong: true
                text: helper.text
                width: parent.width
                wrapMode: Text.NoWrap
            }
        }
    }

    Row {
        id: row

        spacing: Theme.gap
        width: parent.width - 2 * Theme.edge
        x: Theme.edge
        y: Theme.s4

        Helper {
            Accessible.role: Accessible.Button
            checkable: false
            icon: "world"
            objectName: "language"
            text: bar.model.nextLanguageName

            onActivated: bar.model.post("language", bar.model.nextLanguage)
        }

        Helper {
            icon: "text-size"
            objectName: "larger"
            on: bar.model.large
            text: qsTr("Крупнее")

            onActivated: bar.model.post("larger")
        }

        Helper {
            icon: "contrast"
            objectName: "contrast"
            on: bar.model.contrast
            text: qsTr("Контраст")

            onActivated: bar.model.post("contrast")
        }

        Helper {
            icon: "disabled"
            objectName: "lower"
            on: bar.model.low
            text: qsTr("Ниже")

            onActivated: bar.model.post("lower")
        }

        Helper {
            Accessible.role: Accessible.Button
            checkable: false
            icon: "user-question"
            objectName: "help"
            on: bar.model.help === "asked" || bar.model.help === "coming"
            text: qsTr("Помощь")

            onActivated: bar.model.post("help")
        }
    }
}
