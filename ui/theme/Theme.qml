// Colours, type, sizes and durations by role: the tokens in millimetres, times the pixels per millimetre of the panel.
pragma Singleton
import QtQuick
import Kiosk.Look

QtObject {
    // What the machine and the visitor chose.
    readonly property string part: Look.part
    readonly property bool large: Look.large
    readonly property bool high: Look.contrast
    readonly property bool low: Look.low
    readonly property bool dark: Look.dark
    readonly property bool reduced: Look.reduced
    readonly property real pxPerMm: Look.pxPerMm

    // Colours.
    readonly property var colours: Look.colours
    readonly property color ground: colours.ground
    readonly property color sheet: colours.sheet
    readonly property color sunk: colours.sunk
    readonly property color ink: colours.ink
    readonly property color inkSoft: colours.inkSoft
    readonly property color line: colours.line
    readonly property color lipShade: colours.lip
    readonly property color hair: colours.hair
    readonly property color accent: colours.accent
    readonly property color accentSoft: colours.accentSoft
    readonly property color fill: colours.fill
    readonly property color fillDeep: colours.fillDeep
    readonly property color fillEdge: colours.fillEdge
    readonly property color fillInk: colours.onFill
    readonly property color fillInkSoft: colours.onFillSoft
    readonly property color signalFill: colours.signal
    readonly property color signalDeep: colours.signalDeep
    readonly property color signalInk: colours.onSignal
    readonly property color good: colours.good
    readonly property color goodSoft: colours.goodSoft
    readonly property color care: colours.care
    readonly property color careSoft: colours.careSoft
    readonly property color bad: colours.bad
    readonly property color badSoft: colours.badSoft
    // Real paper stays white with black ink in every mode: a printed ticket, a QR code for a phone's camera.
    readonly property color paper: paperScheme.sheet
    readonly property color paperInk: paperScheme.ink
    readonly property color paperInkSoft: paperScheme.inkSoft
    readonly property color paperHair: paperScheme.hair

    // Sizes, in pixels.
    readonly property int border: high ? whole(tokens.edge.borderHigh) : size("border")
    readonly property int lip: high ? 0 : size("lip")
    readonly property int ring: part === "desk" ? 2 : whole(tokens.edge.focus)
    readonly property int ringGap: part === "desk" ? 2 : whole(tokens.edge.focusGap)
    readonly property int ringLine: part === "desk" ? 1 : whole(0.75)
    readonly property int radius: mm(partTokens.radius)
    readonly property int radiusLetter: mm(tokens.radius.letterKey)
    readonly property int radiusSheet: mm(part === "desk" ? 3 : tokens.radius.sheet)
    readonly property int s1: mm(1)
    readonly property int s2: mm(2)
    readonly property int s3: mm(3)
    readonly property int s4: mm(4)
    readonly property int s6: mm(6)
    readonly property int s8: mm(8)
    readonly property int s12: mm(12)
    readonly property int s16: mm(16)
    readonly property int s24: mm(24)
    readonly property int gap: mm(tokens.gap.targets)
    readonly property int groups: mm(tokens.gap.groups)
    readonly property int edge: mm(tokens.gap.edge)
    readonly property int targetMin: mm(tokens.target.min)
    readonly property int rowHeight: mm(tokens.target.row)
    readonly property int tileHeight: mm(tokens.target.tile[1])
    readonly property int primaryHeight: mm(tokens.target.primary[1])
    readonly property int letterWidth: mm(tokens.target.key[0])
    readonly property int letterHeight: mm(tokens.target.key[1])
    readonly property int iconSmall: mm(tokens.icon.small)
    readonly property int icon: mm(tokens.icon.normal)
    readonly property int iconLarge: mm(tokens.icon.large)
    readonly property real stroke: tokens.icon.stroke

    // Durations, in milliseconds.
    readonly property int pageMs: reduced ? 0 : tokens.motion.page
    readonly property int pageShift: mm(tokens.motion.pageShift)
    readonly property int releaseMs: reduced ? 0 : tokens.motion.release
    readonly property int sheetMs: reduced ? 0 : tokens.motion.sheet
    readonly property int numberMs: reduced ? 0 : tokens.motion.number
    readonly property int waitMs: tokens.motion.wait
    readonly property int blinkMs: tokens.motion.boardBlink
    readonly property int blinks: tokens.motion.boardBlinks
    readonly property int debounceMs: tokens.time.debounce
    readonly property int settleMs: tokens.time.settle

    // Type.
    readonly property string family: tokens.type.family
    readonly property real textLine: tokens.type.lineHeight.text
    readonly property real titleLine: tokens.type.lineHeight.title

    readonly property var tokens: Look.tokens
    readonly property var partTokens: tokens.part[part]
    readonly property var paperScheme: tokens.color.light

    function mm(length: real): int {
        return Math.round(length * pxPerMm);
    }

    // A border is never thinner than one pixel.
    function whole(length: real): int {
        return Math.max(1, Math.round(length * pxPerMm));
    }

    function size(name: string): int {
        const exact = partTokens[name + "Px"];
        return exact !== undefined ? exact : partTokens[name] > 0 ? whole(partTokens[name]) : 0;
    }

    // Height of a capital letter of a role, in millimetres.
    function capOf(role: string): real {
        return partTokens.cap[role];
    }

    // Font size in pixels whose capitals are so many millimetres high; large text grows all but numbers.
    function fontFor(cap: real, grows: bool): int {
        const times = grows && large && partTokens.grows ? tokens.type.largeScale : 1;
        return Math.round(cap / tokens.type.capPerEm * pxPerMm * times);
    }

    function weightOf(name: string): int {
        return tokens.type.weight[name];
    }

    function header(wide: bool): int {
        return mm(tokens.frame[wide ? "landscape" : "portrait"].header);
    }

    function wayRow(wide: bool): int {
        return mm(tokens.frame[wide ? "landscape" : "portrait"].wayRow);
    }

    function helperBar(wide: bool): int {
        return mm(tokens.frame[wide ? "landscape" : "portrait"].helperBar);
    }
}
