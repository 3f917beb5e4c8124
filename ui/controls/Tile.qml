// A choice with a picture: icon above the name, or beside it where height is short.
import QtQuick
import Kiosk.Theme

Key {
    id: tile

    property string icon
    property bool flat: Theme.low
    property string role: "body"
    property int iconSide: Theme.mm(flat ? 14 : 16)
    readonly property real least: flat ? Math.max(picture.height, words.implicitHeight) + 2 * Theme.s2 + Theme.lip : picture.height + words.implicitHeight + 2 * Theme.s4 + Theme.s2 + Theme.lip

    implicitHeight: Math.max(flat ? Theme.mm(24) : Theme.tileHeight, least)

    Ico {
        id: picture

        name: tile.icon
        side: tile.iconSide
        tint: tile.mark
        weight: 1.6
        x: Theme.s4
        y: tile.flat ? (parent.height - height) / 2 : Theme.s4
    }

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: tile.flat && picture.visible ? picture.x + picture.width + Theme.s3 : Theme.mm(5)
        anchors.right: parent.right
        anchors.rightMargin: Theme.s3
        y: tile.flat ? (parent.height - height) / 2 : parent.height - height - Theme.s4

        T {
            color: tile.ink
            role: tile.role
            spoken: false
            strong: true
            text: tile.text
            width: parent.width
        }

        T {
            color: tile.soft
            role: "note"
            spoken: false
            text: tile.note
            visible: text !== ""
            width: parent.width
        }
    }
}
