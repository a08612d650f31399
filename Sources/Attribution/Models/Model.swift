/// A rule that says in what proportion the touches of a journey count.
///
/// A model knows when the touches were, and nothing else: no money, no channel, no team, no deal.
/// Handing out the money is the same for all models and lies elsewhere (`ShareOut`).
package struct Model: Sendable {
  /// What the reports call it; a column's name. `time_decay_30d`.
  package let name: String
  /// The rule it follows, one of `ModelKind.all`. `time_decay`.
  package let kind: String
  /// The settings in force, by their names in the definitions, as a person reads them.
  package let parameters: [(name: String, value: String)]
  /// The same, as `ModelKind.make` takes them.
  package var settings: [Int64] = []
  /// The rule in one sentence, for the ground rules of a review.
  package let rule: String

  /// Appends one weight for each touch of the journey, oldest first; at least one is above zero.
  package let weigh: Weighing

  package typealias Weighing = @Sendable (_ journey: Journey, _ weights: inout Weights) -> Void

  /// One weight for each touch of the journey, oldest first.
  package func weights(of journey: Journey) -> Weights {
    var weights = Weights()
    weigh(journey, &weights)
    return weights
  }

  /// Why the touch at this index weighs what it does, as a formula that a person can follow.
  package let formula: @Sendable (_ journey: Journey, _ index: Int) -> String
}

/// What a model may know of a journey, and it is never empty.
///
/// Touches of the same instant are equally first and equally last, so that no record's id decides
/// who opened or closed a deal; `openers` and `closers` say how many they are.
package struct Journey: Sendable {
  /// How long before the close each touch was, in seconds, oldest first; never increasing.
  package private(set) var ages: [Int64] = []
  /// How many touches at the beginning are equally first; at least one.
  package private(set) var openers = 0
  /// How many touches at the end are equally last; at least one.
  package private(set) var closers = 0
  private let tiesShare: Bool

  package var count: Int { ages.count }

  /// Whether all touches are of one instant: then each is as much first as last.
  package var isOneInstant: Bool { openers == count }

  /// Where a touch stands, as a person says it.
  package func position(_ index: Int) -> String {
    if count == 1 { return "the only touch" }
    if isOneInstant { return "one of \(count) of the same instant" }
    if index < openers { return openers == 1 ? "the first" : "one of \(openers) equally first" }
    if index >= count - closers {
      return closers == 1 ? "the last" : "one of \(closers) equally last"
    }
    return "between"
  }

  /// - Parameter tiesShare: Whether touches of one instant are equally first and last; if not, the
  ///   order of the list decides.
  package init(ages: [Int64], tiesShare: Bool = true) {
    self.init(tiesShare: tiesShare)
    become(ages.count) { ages[$0] }
  }

  /// One that has to become the journey of a deal first.
  init(tiesShare: Bool) { self.tiesShare = tiesShare }

  /// Becomes the journey of another deal, in the same room.
  ///
  /// - Parameters:
  ///   - count: How many touches it has.
  ///   - age: What is told of each in `ages`, by its position.
  @inline(__always)
  mutating func become(_ count: Int, _ age: (Int) -> Int64) {
    ages.removeAll(keepingCapacity: true)
    ages.append(addingCapacity: count) { room in
      for position in 0..<count { room.append(age(position)) }
    }
    findEnds()
  }

  private mutating func findEnds() {
    let (oldest, youngest) = (ages[0], ages[ages.count - 1])
    (openers, closers) = (1, 1)
    guard tiesShare else { return }
    while openers < ages.count, ages[openers] == oldest { openers += 1 }
    while closers < ages.count, ages[ages.count - 1 - closers] == youngest { closers += 1 }
  }
}

/// A rule before its settings are known: what the definitions may name.
package struct ModelKind: Sendable {
  package let name: String
  package let parameters: [Parameter]
  /// The model with these settings, in the order of `parameters`.
  package let make: @Sendable (_ name: String, _ settings: [Int64]) -> Model

  /// A setting of a rule, as a whole number of its unit.
  package struct Parameter: Sendable {
    /// Its key in the definitions.
    package let name: String
    package let unit: Unit
    package let standard: Int64

    package enum Unit: Sendable {
      /// Given in days, kept in **seconds**; at least one.
      case days
      /// Given as a percentage, kept in **hundredths of a percent**, 0 to 10,000.
      case percent
    }
  }

  /// Every rule there is, in the order in which a run without definitions uses them.
  package static let all: [ModelKind] = [
    .firstTouch, .lastTouch, .linear, .timeDecay, .positionBased,
  ]

  /// The model with the settings that most tools agree on, under the rule's own name.
  package var standard: Model { make(name, parameters.map(\.standard)) }
}
