extension ModelKind {
  /// All to the oldest touch, or in equal parts to those that are equally old.
  static let firstTouch = ModelKind(name: "first_touch", parameters: []) { name, _ in
    Model(
      name: name, kind: "first_touch", parameters: [],
      rule: "all to the first touch, in equal parts to those of the same second",
      weigh: { journey, weights in
        weights.fill(journey.count, with: 0)
        for index in 0..<journey.openers { weights[index] = 1 }
      },
      formula: { journey, index in
        index >= journey.openers
          ? "0" : journey.openers == 1 ? "100 %" : "100 % ÷ \(journey.openers)"
      })
  }
}
