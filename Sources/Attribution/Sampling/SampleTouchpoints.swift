extension SampleCompany {
  /// Writes `touchpoints.csv`: in about the order in which things happened.
  ///
  /// - Parameter sink: Gets the next bytes of the file, about 256 KiB at a time.
  package func writeTouchpoints<Refusal: Error>(
    to sink: ([UInt8]) throws(Refusal) -> Void
  ) throws(Refusal) {
    let calendar = SampleCalendar()
    let channels = SampleChannel.all
    let channelsByInterest = Interest.allCases.map { interest in
      channels.indices.flatMap { channel in
        repeatElement(channel, count: channels[channel].weights[interest.rawValue])
      }
    }
    let launches = SampleChannel.launches
    let digits = max(8, digitCount(touchpoints))
    // Rows are out of order by up to six hours, as logs of several systems put together are.
    let disorder = 6 * 3_600

    var bytes: [UInt8] = []
    bytes.append("touchpoint_id,account_id,contact_id,occurred_at,channel,team,campaign,cost\n")
    var happening = Happening(account: 0, second: 0, interest: .looking)
    for row in 0..<touchpoints {
      var dice = Dice(seed: seed, for: .touchpoint, number: row)
      // Else one more touch in the same second, as when two systems record the same meeting.
      if row == 0 || !dice.chance(perMille: 15) {
        let start = row * (SampleCompany.span - disorder) / touchpoints
        happening = self.happening(at: start + dice.below(disorder), &dice)
      }
      let account = identifier(ofAccount: happening.account)
      let channel = channels[dice.one(of: channelsByInterest[happening.interest.rawValue])]

      bytes.append(identifier: "T", row + 1, digits: digits)
      bytes.append(ascii: ",")
      if !dice.chance(perMille: 5) {
        bytes.append(identifier: "A", account, digits: accountDigits)
      }
      bytes.append(ascii: ",")
      if !dice.chance(perMille: 40) {
        bytes.append(identifier: "C", account, digits: accountDigits)
        bytes.append(1 + dice.below(2 + account % 5), digits: 1)
      }
      bytes.append(ascii: ",")
      calendar.appendTime(at: happening.second, to: &bytes)
      bytes.append(contentsOf: channel.nameAndTeam)
      if dice.chance(perMille: channel.campaignsPerMille) {
        let quarter = calendar.quarter(at: happening.second)
        bytes.append(
          contentsOf: dice.chance(perMille: 16)
            ? launches[quarter] : dice.one(of: channel.campaigns[quarter]))
      }
      bytes.append(ascii: ",")
      if let price = channel.price {
        let hundredths = price.from + price.step * dice.below(price.steps)
        bytes.append(hundredths * currency.hundredth, decimals: currency.decimals)
      }
      bytes.append(ascii: "\n")
      try bytes.handOver(to: sink)
    }
    try bytes.handOver(ifAtLeast: 1, to: sink)
  }

  /// What is the same in touches of the same second.
  private struct Happening {
    var account: Int
    var second: Int
    var interest: Interest
  }

  /// Who is touched at a given time: of nine accounts the first that is about to buy, which puts
  /// about a quarter of all touches into the 90 days before a win.
  ///
  /// Ranks are drawn as squares of fractions of one: the busiest account has thousands of touches,
  /// most have a handful.
  private func happening(at second: Int, _ dice: inout Dice) -> Happening {
    var happening = Happening(account: 0, second: second, interest: .looking)
    for _ in 0..<9 where happening.interest == .looking {
      // Fractions of 2³².
      let fraction = dice.next() >> 32
      let square = (fraction * fraction) >> 32
      happening.account = Int((square * UInt64(accounts)) >> 32)
      happening.interest = interest(ofAccount: happening.account, at: second)
    }
    return happening
  }
}
