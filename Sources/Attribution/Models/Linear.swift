extension ModelKind {
  /// Every touch counts the same.
  static let linear = ModelKind(name: "linear", parameters: []) { name, _ in
    Model(
      name: name, kind: "linear", parameters: [],
      rule: "every touch counts the same",
      weigh: { journey, weights in weights.fill(journey.count, with: 1) },
      formula: { journey, _ in journey.count == 1 ? "100 %" : "100 % ÷ \(journey.count)" })
  }
}
