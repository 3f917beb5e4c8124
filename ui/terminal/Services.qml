// The services of one section; groups are headings, not a page of their own.
import QtQuick

Page {
    id: page

    readonly property var groups: facts.groups ?? []
    readonly property var entries: {
        const rows = [];
        for (const group of groups) {
            if (groups.length > 1 && group.title)
                rows.push({
                    head: group.title
                });
            for (const service of group.rows)
                rows.push({
                    id: service.id,
                    text: service.name,
                    note: service.enabled ? service.note : service.reason,
                    possible: service.enabled
                });
        }
        return rows;
    }

    // One heading stands over all of them; of several each stands over its own.
    lead: groups.length === 1 && groups[0].title ? groups[0].title : qsTr("Какая услуга нужна?")
    taken: choices.taken
    title: facts.title ?? ""

    Choices {
        id: choices

        anchors.fill: parent
        anchors.topMargin: Math.max(0, page.reach - parent.y)
        before: (page.facts.page ?? 0) > 0
        behind: page.facts.more ?? 0
        beside: page.wide
        besideSeam: page.seam
        columns: page.wide ? 2 : 1
        entries: page.entries
        prefix: "service-"

        onChosen: id => page.model.post("service", id)
        onLessAsked: page.model.post("less")
        onMoreAsked: page.model.post("more")
    }
}
