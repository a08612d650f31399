// How the pictures look: shapes and dashes first, then colours.

/// The outlines of marks around (0, 0), in pixels: series are told apart by them in black and white,
/// and by people who see few colours or none. Further series are letters.
let markOutlines = [
  "M-5 0A5 5 0 1 1 5 0 5 5 0 1 1-5 0Z",  // circle
  "M-4.5-4.5H4.5V4.5H-4.5Z",  // square
  "M0-6L5.5 4.5H-5.5Z",  // triangle
  "M0-6.5L6.5 0 0 6.5-6.5 0Z",  // diamond
  "M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5",  // cross
  "M0 6L5.5-4.5H-5.5Z",  // triangle on its head
  "M-6 0H6M0-6V6",  // plus
  "M-5-5.5H5L-5 5.5H5Z",  // hourglass
]

/// The dashes and gaps of lines, in pixels; empty for a line without gaps.
let lineDashes = ["", "7 4", "2 3", "10 3 2 3", "4 2", "12 5"]

/// What stands on the plate, by class. Pictures bring their own plate, as a page that shows them may
/// be dark where the system is light: text and plate always change together.
struct ChartColours {
  let plate: String
  let edge: String
  let ink: String
  let quiet: String
  let grid: String
  let range: String
  /// Of series, in their order, after Okabe and Ito's for the colour-blind, each at least 3:1 against
  /// the plate.
  let series: [String]

  static let light = ChartColours(
    plate: "#ffffff", edge: "#d1d9e0", ink: "#1f2328", quiet: "#59636e", grid: "#e4e8ec",
    range: "#818b98",
    series: [
      "#0072b2", "#d55e00", "#007f5f", "#9c4f8a", "#8a6d00", "#2f4b9c", "#b5466a", "#5b5b5b",
    ])

  static let dark = ChartColours(
    plate: "#0d1117", edge: "#3d444d", ink: "#f0f6fc", quiet: "#9198a1", grid: "#2a313c",
    range: "#7d8590",
    series: [
      "#56b4e9", "#e69f00", "#2fc598", "#e09bc4", "#f0e442", "#9db2ff", "#ff8a9e", "#bdbdbd",
    ])

  fileprivate var rules: String {
    """
    .chart .plate{fill:\(plate);stroke:\(edge)}
    .chart text{fill:\(ink)}
    .chart .quiet{fill:\(quiet)}
    .chart .grid{stroke:\(grid)}
    .chart .zero{stroke:\(quiet)}
    .chart .range,.chart .leader{stroke:\(range)}
    .chart .mark{fill:\(plate)}
    .chart .letter{fill:currentColor;stroke:\(plate)}

    """
      + series.enumerated().map { ".chart .c\($0.offset){color:\($0.element)}\n" }.joined()
      + ".chart .lead{color:\(ink);fill:currentColor}"
  }
}

let colourCount = ChartColours.light.series.count

/// The style sheet, the same in every picture, so that several may stand in one page.
let chartStyles = """
  .chart{max-width:100%;height:auto;font-family:system-ui,sans-serif}
  .chart .title,.chart .strong{font-weight:bold}
  .chart .range{stroke-width:2}
  .chart .trend{fill:none;stroke:currentColor;stroke-width:2}
  .chart .mark{stroke:currentColor;stroke-width:2}
  .chart .letter{font-weight:bold;stroke-width:5;paint-order:stroke}
  \(ChartColours.light.rules)
  @media screen and (prefers-color-scheme:dark){
  \(ChartColours.dark.rules)
  }
  """
