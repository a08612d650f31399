/// The teams and channels that the cells of rows name. Most rows name what others did before them: these
/// are found by both cells at once.
struct RecentParties: Sendable {
  var channels = Names()
  var teams = Names()
  /// Each where its texts would stand.
  private var recent = Array(repeating: Recent.none, count: 1 << bits)
  private static var bits: UInt64 { 9 }

  /// What the cells of a row name.
  struct Named: Sendable {
    /// Their numbers in `channels` and `teams`.
    var channel: UInt32 = 0
    var team: UInt32 = 0
    /// Both together, by their number in `TouchpointRows.parties`.
    var party: UInt32 = 0
    /// Whether only the channel says which team it is.
    var isOfChannel = false
  }

  private struct Recent {
    let channel: RecentText
    let team: RecentText
    let named: Named

    static let none = Recent(channel: .none, team: .none, named: Named())
  }

  /// What two cells name; nil if they were not met, or not lately.
  @inline(__always)
  func find(channel: TextRange, team: TextRange, in bytes: Span<UInt8>) -> Named? {
    guard TextWords.areThere(channel, in: bytes), TextWords.areThere(team, in: bytes) else {
      return nil
    }
    let (channelWords, teamWords) = (
      TextWords(of: channel, in: bytes), TextWords(of: team, in: bytes)
    )
    let known = recent[RecentParties.place(channelWords, teamWords)]
    guard
      known.channel.differing(from: channelWords) | known.team.differing(from: teamWords) == 0,
      known.channel.hasMiddle(of: channel, bytes, channels),
      known.team.hasMiddle(of: team, bytes, teams)
    else { return nil }
    return known.named
  }

  @inline(__always)
  private static func place(_ channel: TextWords, _ team: TextWords) -> Int {
    Int(truncatingIfNeeded: (channel.hash ^ team.hash &>> 7) &>> (64 &- RecentParties.bits))
  }

  /// Keeps what two cells name, which were not found.
  ///
  /// - Parameter named: Texts of more than sixteen bytes are the names that it has the numbers of.
  mutating func keep(
    _ named: Named, channel: TextRange, team: TextRange, in bytes: Span<UInt8>
  ) {
    guard TextWords.areThere(channel, in: bytes), TextWords.areThere(team, in: bytes) else {
      return
    }
    let (channelWords, teamWords) = (
      TextWords(of: channel, in: bytes), TextWords(of: team, in: bytes)
    )
    recent[RecentParties.place(channelWords, teamWords)] = Recent(
      channel: RecentText(channelWords, number: Int(named.channel), of: channels),
      team: RecentText(teamWords, number: Int(named.team), of: teams), named: named)
  }
}
