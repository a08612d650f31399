extension ModelKind {
  /// All to the oldest touch, or in equal parts to those that are equally old.
  static let firstTouch = ModelKind(name: "first_touch", parameters: []) { name, _ in
    Model(
      name: name, kind: "first_touch", parameters: [],
      rule: "all to the first touch, in equal parts to those of the same second",
      weigh: { journey, weights in
        weights.append(1, count: journey.openers)
        weights.append(0, count: journey.count - journey.openers)
      },
      formula: { journey, index in
        index >= journey.openers
          ? "0" : journey.openers == 1 ? "100 %" : "100 % ÷ \(journey.openers)"
      })
  }
}
