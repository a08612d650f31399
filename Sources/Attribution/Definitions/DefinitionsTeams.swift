extension DefinitionsValue {
  /// The team of each channel.
  func teams() throws(DefinitionsFault) -> [Label: String] {
    guard let members else { throw unexpected(.teams) }
    let (teams, teamProblems) = attempt(members, Member.team)
    let (lists, channelProblems) = attempt(members, Member.channels)
    let teamsTwice = repeated(teams, by: \.result).map { first, again in
      Problem.definitionsTeamTwice(
        again.result, first: first.item.value.path, at: again.item.value.place)
    }
    let channels = lists.flatMap { list in
      list.result.map { (team: list.item.key.trimmed, channel: $0.channel, value: $0.value) }
    }
    let channelsTwice = repeated(channels, by: \.channel).map { first, again in
      Problem.definitionsChannelTwice(
        again.channel, teams: (first.team, again.team), at: again.value.place)
    }
    try DefinitionsFault.check(teamProblems + channelProblems + teamsTwice + channelsTwice)
    return Dictionary(uniqueKeysWithValues: channels.map { (Label($0.channel), $0.team) })
  }

  func channel() throws(DefinitionsFault) -> String { try label(.channel) }
  func channelOrNone() throws(DefinitionsFault) -> String? { try label(.channel) }
  func teamOrNone() throws(DefinitionsFault) -> String? { try label(.team) }

  /// The name of a channel or a team.
  func label(_ expected: DefinitionsExpectation) throws(DefinitionsFault) -> String {
    let name = try name(expected)
    guard name != uncredited else {
      throw DefinitionsFault(.definitionsReservedName(path, name: name, at: place))
    }
    return name
  }

  func channels() throws(DefinitionsFault) -> [(channel: String, value: DefinitionsValue)] {
    try list(.channels, of: DefinitionsValue.placedChannel)
  }

  func placedChannel() throws(DefinitionsFault) -> (channel: String, value: DefinitionsValue) {
    (try channel(), self)
  }
}

extension DefinitionsValue.Member {
  /// The name of a team, which is a key.
  func team() throws(DefinitionsFault) -> String {
    try DefinitionsValue(path: value.path, place: value.place, content: .text(key)).label(.team)
  }

  func channels() throws(DefinitionsFault) -> [(channel: String, value: DefinitionsValue)] {
    try value.channels()
  }
}
