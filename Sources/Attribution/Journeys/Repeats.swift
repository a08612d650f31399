/// Which touches say again what others say: those that have the same values, a short time later.
struct Repeats: Sendable {
  /// A number for each touch; touches with the same values have the same.
  private let groups: [UInt32]
  private let groupCount: Int
  private let instants: Instants
  /// In seconds.
  private let within: Int64

  init(among touches: Touchpoints, by collapse: Collapse) {
    var groups = Array(repeating: UInt32(0), count: touches.count)
    var groupCount = 1
    for column in collapse.same {
      // A number for each pair of what touches had in common before and what this column adds.
      var pairs = KeyNumbers()
      for (touch, value) in touches.numbers(of: column).enumerated() {
        groups[touch] = UInt32(pairs.number(of: UInt64(groups[touch]) << 32 | UInt64(value)))
      }
      groupCount = max(pairs.count, 1)
    }
    self.groups = groups
    self.groupCount = groupCount
    instants = touches.instants
    within = collapse.within
  }

  /// The touches of a journey, oldest first, without those that come at most `within` after one that
  /// stays and has the same values. One that is dropped does not make that time longer.
  func kept(of journey: JourneyTouches, _ scratch: inout Scratch) -> [Int32] {
    scratch.journeys += 1
    return journey.filter { touch in
      let group = Int(groups[Int(touch)])
      let instant = instants[Int(touch)]
      if scratch.journey[group] == scratch.journeys, instant - scratch.latest[group] <= within {
        return false
      }
      scratch.journey[group] = scratch.journeys
      scratch.latest[group] = instant
      return true
    }
  }

  /// Whether a touch of a journey, dropped for one before it that stays, is dropped for this one.
  func isRepeated(_ kept: Int32, by dropped: Int32) -> Bool {
    groups[Int(kept)] == groups[Int(dropped)] && instants[Int(kept)] <= instants[Int(dropped)]
  }

  /// The last touch of each group that stays in the journey at hand: by numbers, since every touch
  /// of every journey is looked at.
  struct Scratch {
    /// Journeys are numbered from 1 on, so that nothing has to be cleared between them.
    fileprivate var journeys = 0
    /// The last journey in which a touch of the group stays, and when that touch was.
    fileprivate var journey: [Int]
    fileprivate var latest: [Int64]

    init(_ repeats: Repeats) {
      journey = Array(repeating: 0, count: repeats.groupCount)
      latest = Array(repeating: 0, count: repeats.groupCount)
    }
  }
}

extension Touchpoints {
  /// What a column says of each touch, as numbers that are equal where its texts are.
  fileprivate func numbers(of column: Collapse.Column) -> [UInt32] {
    switch column {
    case .contact:
      var names = Names()
      return (0..<count).map { touch in
        UInt32(names.intern(contacts.bytes.span.extracting(contacts.range(touch))))
      }
    case .channel:
      var names = Names()
      let channels = partyNames.map { UInt32(names.intern($0.channel)) }
      return parties.map { channels[Int($0)] }
    case .team: return parties.map { UInt32(partyNames[Int($0)].teamNumber) }
    case .campaign: return campaigns
    }
  }
}
