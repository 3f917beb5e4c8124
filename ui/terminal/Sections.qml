// Which part of life the question is about: at most nine tiles.
import QtQuick
import Kiosk.Theme

Page {
    id: page

    taken: choices.taken
    title: qsTr("О чём ваш вопрос?")

    Choices {
        id: choices

        anchors.fill: parent
        anchors.topMargin: Math.max(0, page.reach - parent.y)
        beside: page.wide
        besideSeam: page.seam
        columns: page.wide ? (Theme.large ? 2 : 3) : Theme.large ? 1 : 2
        entries: (page.facts.sections ?? []).map(section => ({
                    id: section.id,
                    text: section.name,
                    icon: section.icon
                }))
        prefix: "section-"
        tallest: Theme.mm(66)
        tiles: true

        onChosen: id => page.model.post("section", id)
    }
}
