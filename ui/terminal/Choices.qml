// A list or a grid of choices that never scrolls: what does not fit waits behind «Ещё N».
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

FocusScope {
    id: choices

    // Rows: {id, text, note, icon, possible}, or {head} for a heading over the rows that follow.
    property var entries: []
    property string prefix
    property int columns: 1
    property int limit: Theme.large ? 6 : 9
    property bool tiles: false
    property bool flat: true // a tile's icon beside its name instead of above
    property string role: "body"
    property bool paged: true // false: only the first page, nothing behind it
    property int behind: 0 // choices that the core keeps on its own next pages
    property bool before: false // the core has earlier pages
    property bool beside: false // the turning keys stand in the way row below instead of under the list
    property int besideSeam: 0
    readonly property int taken: beside && turning ? turn.width : 0
    property real tallest: Theme.mm((tiles ? 60 : 42) * (Theme.large ? 1.3 : 1))
    property int page: 0
    readonly property var plan: arrange(entries, width, height, columns, limit, repeater.count)
    readonly property int rest: plan.after[page] + behind
    readonly property bool turning: paged && (rest > 0 || page > 0 || before)
    readonly property real cellWidth: (width - Theme.gap * (columns - 1)) / columns
    readonly property int keyHeight: Theme.mm(26)
    readonly property int foot: beside ? 0 : keyHeight + Theme.gap

    signal chosen(string id)
    signal moreAsked
    signal lessAsked

    function natural(index: int): real {
        const item = repeater.itemAt(index) as Loader;
        return item ? item.implicitHeight : Theme.rowHeight;
    }

    // Where each entry stands: pages of columns, heads never alone at the foot of a column.
    function arrange(list: var, w: real, h: real, cols: int, most: int, count: int): var {
        if (count < list.length || h <= 0)
            return {
                places: [],
                after: [0],
                pages: 1
            };
        let plan = tiles ? grid(list, h, cols, most) : flow(list, h, cols, most);
        if (paged && (plan.pages > 1 || behind > 0 || before))
            plan = tiles ? grid(list, h - foot, cols, most - 1) : flow(list, h - foot, cols, most - 1);
        if (tiles || cols === 1 || plan.pages > 1)
            return plan;
        // One page of columns: the lowest height that still holds it makes them even.
        for (let part = 1; part < 10; part++) {
            const even = flow(list, h * part / 10, cols, most, h);
            if (even.pages === 1)
                return even;
        }
        return plan;
    }

    function grid(list: var, h: real, cols: int, most: int): var {
        const plan = {
            places: [],
            after: [],
            pages: 0
        };
        let next = 0;
        while (next < list.length) {
            const rows = [];
            let used = 0, shown = 0;
            while (next + shown < list.length && shown < most) {
                let tall = 0;
                for (let i = 0; i < cols && next + shown + i < list.length; i++)
                    tall = Math.max(tall, natural(next + shown + i));
                if (rows.length > 0 && used + tall > h)
                    break;
                rows.push(tall);
                used += tall + Theme.gap;
                shown += Math.min(cols, most - shown, list.length - next - shown);
            }
            const spare = Math.max(0, (h - used + Theme.gap) / rows.length);
            let y = 0;
            for (let r = 0; r < rows.length; r++) {
                const height = Math.floor(Math.max(rows[r], Math.min(rows[r] + spare, tallest)));
                const inRow = Math.min(cols, shown - r * cols);
                for (let c = 0; c < inRow; c++)
                    plan.places.push({
                        page: plan.pages,
                        column: c,
                        // A lone last tile takes the whole row.
                        span: inRow === 1 ? cols : 1,
                        y: y,
                        height: height
                    });
                y += height + Theme.gap;
            }
            next += shown;
            plan.after.push(list.length - next);
            plan.pages++;
        }
        return finished(plan);
    }

    // Columns are broken at height h; their rows then share the height `whole`.
    function flow(list: var, h: real, cols: int, most: int, whole = h): var {
        const plan = {
            places: [],
            after: [],
            pages: 1
        };
        // A column that goes on under no heading of its own begins where its neighbour's rows begin.
        const first = cols > 1 && list.length > 0 && list[0].head !== undefined ? natural(0) + Theme.gap : 0;
        let columns = [], column = [], y = 0, at = 0, shown = 0;
        const close = () => {
            columns.push({
                places: column,
                spare: Math.max(0, whole - y + Theme.gap) / Math.max(1, column.filter(p => !p.head).length)
            });
            column = [];
            y = 0;
        };
        // Rows that stand side by side share one height.
        const stretch = () => {
            const spare = Math.min(tallest - Theme.mm(24), ...columns.map(one => one.spare));
            for (const one of columns) {
                let moved = 0;
                for (const place of one.places) {
                    place.y += moved;
                    const height = Math.floor(place.height + (place.head ? 0 : Math.max(0, spare)));
                    moved += height - place.height;
                    place.height = height;
                }
            }
            columns = [];
        };
        for (let i = 0; i < list.length; i++) {
            const head = list[i].head !== undefined;
            const tall = natural(i);
            const need = head && i + 1 < list.length ? tall + Theme.gap + natural(i + 1) : tall;
            if (column.length > 0 && (y + need > h || shown + (head ? 1 : 0) >= most)) {
                close();
                at++;
                if (at === cols || shown + (head ? 1 : 0) >= most) {
                    at = 0;
                    shown = 0;
                    plan.pages++;
                    stretch();
                }
            }
            if (column.length === 0 && !head)
                y = first;
            const place = {
                page: plan.pages - 1,
                column: at,
                y: y,
                height: tall,
                head: head
            };
            column.push(place);
            plan.places.push(place);
            y += tall + Theme.gap;
            if (!head)
                shown++;
        }
        close();
        stretch();
        for (let p = 0; p < plan.pages; p++)
            plan.after.push(plan.places.filter(place => place.page > p && !place.head).length);
        return finished(plan);
    }

    function finished(plan: var): var {
        if (plan.after.length === 0)
            plan.after.push(0);
        return plan;
    }

    onEntriesChanged: page = 0
    onPlanChanged: if (page >= plan.pages)
        page = Math.max(0, plan.pages - 1)

    Repeater {
        id: repeater

        model: choices.entries

        Loader {
            id: cell

            required property int index
            required property var modelData
            readonly property var place: choices.plan.places[index] ?? null
            readonly property bool shown: place !== null && place.page === choices.page

            height: place ? place.height : implicitHeight
            sourceComponent: modelData.head !== undefined ? headline : choices.tiles ? tile : row
            visible: shown
            width: place && place.span > 1 ? choices.width : choices.cellWidth
            x: place ? place.column * (choices.cellWidth + Theme.gap) : 0
            y: place ? place.y : 0

            Component {
                id: headline

                T {
                    color: Theme.inkSoft
                    role: "note"
                    strong: true
                    text: cell.modelData.head
                    verticalAlignment: Text.AlignBottom
                }
            }

            Component {
                id: row

                ListRow {
                    icon: cell.modelData.icon ?? ""
                    note: cell.modelData.note ?? ""
                    objectName: choices.prefix + cell.modelData.id
                    possible: cell.modelData.possible ?? true
                    text: cell.modelData.text

                    onActivated: choices.chosen(cell.modelData.id)
                }
            }

            Component {
                id: tile

                Tile {
                    flat: choices.flat
                    iconSide: Theme.mm(choices.flat ? 15 : 26)
                    role: choices.role
                    icon: cell.modelData.icon ?? ""
                    note: cell.modelData.note ?? ""
                    objectName: choices.prefix + cell.modelData.id
                    possible: cell.modelData.possible ?? true
                    text: cell.modelData.text

                    onActivated: choices.chosen(cell.modelData.id)
                }
            }
        }
    }

    Row {
        id: turn

        readonly property bool earlier: choices.page > 0 || choices.before
        readonly property int keys: (earlier ? 1 : 0) + (choices.rest > 0 ? 1 : 0)
        readonly property int keyWidth: choices.beside ? Theme.mm(Theme.large ? 96 : 84) : (choices.width - (keys - 1) * spacing) / Math.max(1, keys)

        height: choices.beside ? Theme.primaryHeight : choices.keyHeight
        spacing: Theme.gap
        visible: choices.turning
        width: keys * keyWidth + (keys - 1) * spacing
        x: choices.width - width
        y: choices.beside ? choices.height + choices.besideSeam : choices.height - height

        Button {
            height: parent.height
            icon: "arrow-up"
            objectName: "less"
            text: qsTr("Выше")
            visible: turn.earlier
            width: turn.keyWidth

            onActivated: {
                if (choices.page > 0)
                    choices.page--;
                else
                    choices.lessAsked();
            }
        }

        Button {
            height: parent.height
            icon: "arrow-down"
            objectName: "more"
            text: qsTr("Ещё %1").arg(choices.rest)
            visible: choices.rest > 0
            width: turn.keyWidth

            onActivated: {
                if (choices.page + 1 < choices.plan.pages)
                    choices.page++;
                else
                    choices.moreAsked();
            }
        }
    }
}
