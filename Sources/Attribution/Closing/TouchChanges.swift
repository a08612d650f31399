/// What became of the touches of a journey.
struct TouchChanges {
  private(set) var added: [ResultTouch] = []
  private(set) var removed: [ResultTouch] = []
  /// The same touch, by its id, at another time.
  private(set) var moved: [(old: ResultTouch, new: ResultTouch)] = []
  private(set) var otherTeam: [(old: ResultTouch, new: ResultTouch)] = []
  private(set) var otherChannel: [(old: ResultTouch, new: ResultTouch)] = []

  /// All that tells a touch from another, as far as credit goes.
  private struct Content: Hashable {
    let id: Label
    let occurredAt: Int64
    let channel: Label
    let team: Label

    init(_ touch: ResultTouch) {
      (id, occurredAt) = (touch.id, touch.occurredAt)
      (channel, team) = (touch.channel, touch.team)
    }
  }

  /// What a touch is known by: its id; one without is known by its time.
  private enum Key: Hashable {
    case id(Label)
    case instant(Int64)

    init(_ touch: ResultTouch) {
      self = touch.id.text.isEmpty ? .instant(touch.occurredAt) : .id(touch.id)
    }
  }

  init(from old: [ResultTouch], to new: [ResultTouch]) {
    var same: [Content: Int] = [:]
    for touch in old { same[Content(touch), default: 0] += 1 }
    var changed: [ResultTouch] = []
    for touch in new {
      let content = Content(touch)
      if let count = same[content], count > 0 {
        same[content] = count - 1
      } else {
        changed.append(touch)
      }
    }
    // Of touches that are alike, which of them is left does not matter.
    var left: [Key: [ResultTouch]] = [:]
    var order: [Key] = []
    for touch in old.reversed() {
      guard let count = same[Content(touch)], count > 0 else { continue }
      same[Content(touch)] = count - 1
      left[Key(touch), default: []].append(touch)
      order.append(Key(touch))
    }
    for touch in changed {
      guard let earlier = left[Key(touch)]?.popLast() else {
        added.append(touch)
        continue
      }
      if earlier.occurredAt != touch.occurredAt { moved.append((earlier, touch)) }
      if earlier.team != touch.team { otherTeam.append((earlier, touch)) }
      if earlier.channel != touch.channel { otherChannel.append((earlier, touch)) }
    }
    for key in order.reversed() {
      if let touch = left[key]?.popLast() { removed.append(touch) }
    }
  }
}
