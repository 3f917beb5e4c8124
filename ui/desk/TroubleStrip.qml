// A device that needs a person: place, what, what to do; the worst first, the rest counted; gone when mended.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Rectangle {
    id: strip

    required property StripsModel strips
    readonly property color tint: strips.troubleIsError ? Theme.bad : Theme.care
    readonly property string text: [strips.troublePlace, strips.troubleWhat, strips.troubleDo].filter(part => part !== "").join(". ") + (strips.troubleMore ? ". " + more.text : "")

    Accessible.name: text
    Accessible.role: Accessible.AlertMessage
    border.color: tint
    border.width: Theme.high ? Theme.border : 0
    color: strips.troubleIsError ? Theme.badSoft : Theme.careSoft
    implicitHeight: Math.max(icon.height, words.implicitHeight) + 2 * Theme.mm(2.2)
    objectName: "strip"
    radius: Theme.mm(2.25)
    visible: strips.trouble

    Ico {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(3.5)
        anchors.verticalCenter: parent.verticalCenter
        name: "alert-triangle"
        side: Theme.mm(6.5)
        tint: strip.tint
        weight: 2
    }

    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.mm(3)
        anchors.right: more.left
        anchors.rightMargin: Theme.mm(3)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(0.8)

        T {
            color: strip.tint
            spoken: false
            strong: true
            text: [strip.strips.troublePlace, strip.strips.troubleWhat].filter(part => part !== "").join(". ")
            width: parent.width
        }

        T {
            spoken: false
            text: strip.strips.troubleDo
            visible: text !== ""
            width: parent.width
        }
    }

    T {
        id: more

        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter
        color: strip.tint
        spoken: false
        strong: true
        text: strip.strips.troubleMore > 0 ? qsTr("и ещё %1").arg(strip.strips.troubleMore) : ""
        wrapMode: Text.NoWrap
    }
}
