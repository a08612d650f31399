/// Something that is no error but that the meeting should know.
package struct Warning: Sendable, Equatable {
  package let code: WarningCode
  /// One line, no full stop.
  package let message: String
}

/// The kinds of warnings, by the codes that the definitions, the review and `run.json` use.
package enum WarningCode: String, Sendable, CaseIterable {
  case stageUnknown = "stage-unknown"
  case channelUnassigned = "channel-unassigned"
  case lowMatch = "low-match"
  case sourceStartsLate = "source-starts-late"
  case sourceEndsEarly = "source-ends-early"
  case negativeWithoutAdjusts = "negative-without-adjusts"
  case teamTies = "team-ties"
  case windowCut = "window-cut"
  case channelsAlike = "channels-alike"
  case footerCountDiffers = "footer-count-differs"
  case lookupMissed = "lookup-missed"
  case controlTotalDiffers = "control-total-differs"
  case dealInClosedPeriod = "deal-in-closed-period"
}
