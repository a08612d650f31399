/// Which touches say again what others say: those that have the same values, a short time later.
///
/// Touches are compared within a journey alone, where they lie together in memory: to find numbers for
/// the values of all of them would take more room than the touches do.
struct Repeats: Sendable {
  /// For each party what it has in common with others: the same number.
  private let kinds: [UInt32]
  private let parties: [UInt32]
  /// Of each touch; empty if these need not be the same.
  private let campaigns: [UInt32]
  private let contacts: TextColumn
  private let instants: Instants
  /// In seconds.
  private let within: Int64

  init(among touches: Touchpoints, by collapse: Collapse) {
    var (channels, pairs) = (Names(), KeyNumbers())
    kinds = touches.partyNames.map { party in
      let channel = collapse.same.contains(.channel) ? channels.intern(party.channel) : 0
      let team = collapse.same.contains(.team) ? party.teamNumber : 0
      return UInt32(pairs.number(of: UInt64(channel) << 32 | UInt64(team)))
    }
    parties = touches.parties
    campaigns = collapse.same.contains(.campaign) ? touches.campaigns : []
    contacts = collapse.same.contains(.contact) ? touches.contacts : TextColumn()
    instants = touches.instants
    within = collapse.within
  }

  /// Appends the touches of a journey, oldest first, without those that come at most `within` after one
  /// that stays and has the same values. One that is dropped does not make that time longer.
  func keep(_ journey: JourneyTouches, in kept: inout [Int32], _ last: inout LastTouches) {
    last.removeAll(roomFor: journey.count)
    for touch in journey {
      var slot = last.firstSlot(of: key(of: Int(touch)))
      while last[slot] >= 0, !areSame(Int(touch), Int(last[slot])) {
        slot = last.slot(behind: slot)
      }
      let isRepeated =
        last[slot] >= 0 && instants[Int(touch)] - instants[Int(last[slot])] <= within
      guard !isRepeated else { continue }
      last[slot] = touch
      kept.append(touch)
    }
  }

  /// Whether a touch of a journey, dropped for one before it that stays, is dropped for this one.
  func isRepeated(_ kept: Int32, by dropped: Int32) -> Bool {
    areSame(Int(kept), Int(dropped)) && instants[Int(kept)] <= instants[Int(dropped)]
  }

  private func areSame(_ one: Int, _ other: Int) -> Bool {
    kinds[Int(parties[one])] == kinds[Int(parties[other])]
      && (campaigns.isEmpty || campaigns[one] == campaigns[other])
      && (contacts.count == 0 || contacts.areEqual(one, other))
  }

  /// The same for touches that have the same values.
  private func key(of touch: Int) -> TextKey {
    var word = UInt64(kinds[Int(parties[touch])])
    if !campaigns.isEmpty { word |= UInt64(campaigns[touch]) << 32 }
    if contacts.count == 0 { return TextKey(word: word, count: 0) }
    let contact = TextKey(of: contacts.bytes.span.extracting(contacts.range(touch)))
    return TextKey(word: contact.word ^ word &* 0x9E37_79B9_7F4A_7C15, count: contact.count)
  }

  /// The last touch with each values that stays in the journey at hand: an open-addressing table, at
  /// most half full; −1 where there is none.
  struct LastTouches {
    private var slots: [Int32] = []

    fileprivate mutating func removeAll(roomFor count: Int) {
      var room = 16
      while room < 2 * count { room *= 2 }
      slots.fill(room, with: -1)
    }

    fileprivate subscript(slot: Int) -> Int32 {
      get { slots[slot] }
      set { slots[slot] = newValue }
    }

    fileprivate func firstSlot(of key: TextKey) -> Int { key.home & (slots.count - 1) }

    fileprivate func slot(behind slot: Int) -> Int { (slot + 1) & (slots.count - 1) }
  }
}
