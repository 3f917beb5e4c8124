// The first question: a ticket for any service, or one of the four that people ask for most.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Page {
    id: page

    readonly property var tops: (facts.tops ?? []).map(top => ({
                id: top.id,
                text: top.name,
                icon: top.icon
            }))
    readonly property bool low: Theme.low
    // Where the ticket begins: under the question, or in low reach under the line of the hand.
    readonly property int from: Math.max(reach, question.y + question.height + Theme.s8)
    readonly property int foot: height - seam

    bare: true

    T {
        id: question

        cap: page.low && !page.wide && !Theme.large ? 20 : Theme.large ? 13 : 16
        objectName: "title"
        role: "title"
        text: page.wide ? qsTr("Чем помочь?") : qsTr("Здравствуйте!\nЧем помочь?")
        width: page.wide && !page.low ? page.half : page.width - 2 * Theme.edge
        x: Theme.edge
        y: page.headRoom + Theme.mm(page.low && !page.wide ? 14 : page.wide ? 0 : 5)
    }

    // What is good to know, in the room that reading has.
    Column {
        id: known

        spacing: Theme.s6
        width: page.wide && !page.low ? page.half : page.width - 2 * Theme.edge
        x: Theme.edge
        y: page.low ? question.y + question.height + Theme.s6 : page.foot - height - Theme.s2

        Notice {
            text: page.model.notice
            width: parent.width
        }

        Row {
            spacing: Theme.s6
            visible: page.model.notice === "" && (!page.low || !page.wide)
            width: parent.width

            Mark {
                id: eye

                anchors.verticalCenter: parent.verticalCenter
                icon: page.model.hallHours ? "clock" : "eye"
                side: Theme.mm(22)
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - eye.width - parent.spacing

                T {
                    strong: true
                    text: page.model.hallHours || qsTr("Номер появится на табло")
                    width: parent.width
                }

                T {
                    color: Theme.inkSoft
                    role: Theme.large ? "note" : "body"
                    text: page.model.hallHours ? qsTr("Ваш номер появится на табло") : qsTr("Подойдите к окну, когда увидите его")
                    width: parent.width
                }
            }
        }
    }

    // Portrait: one ticket holds all; landscape: the ticket at the left, the most asked at the right.
    TicketKey {
        id: ticket

        height: (page.low || page.wide && !known.visible ? page.foot : known.y - Theme.s8) - y
        keyName: "take"
        note: Theme.low && page.wide ? "" : qsTr("К сотруднику, все услуги")
        text: qsTr("Взять талон")
        titleCap: page.low || Theme.large ? 12 : 15
        upper: page.wide || page.tops.length === 0 ? height : Math.max(Theme.mm(page.low ? 44 : 62), least)
        width: page.half
        x: Theme.edge
        y: page.from

        onActivated: page.model.post("take")
    }

    T {
        id: asked

        color: Theme.inkSoft
        role: "note"
        strong: true
        text: qsTr("Чаще всего спрашивают")
        visible: page.wide && page.tops.length > 0
        width: quick.width
        x: quick.x
        y: page.low ? page.reach - height - Theme.s2 : page.headRoom + Theme.s2
    }

    Choices {
        id: quick

        columns: page.wide || Theme.large ? 1 : 2
        entries: page.tops
        height: page.wide ? page.foot - y : ticket.height - ticket.upper - 2 * Theme.s6 - Theme.lip
        paged: false
        prefix: "top-"
        flat: Theme.large || Theme.low || page.wide
        role: flat ? "body" : "lead"
        tallest: Theme.mm(120)
        tiles: !page.wide
        width: page.wide ? page.width - x - Theme.edge : page.half - 2 * Theme.s6
        x: page.wide ? Theme.edge + page.half + Theme.s12 : Theme.edge + Theme.s6
        y: page.wide ? (page.low ? page.reach : asked.y + asked.height + Theme.s4) : ticket.y + ticket.upper + Theme.s6

        onChosen: id => page.model.post("top", id)
    }
}
