extension ModelKind {
  /// Every touch counts the same.
  static let linear = ModelKind(name: "linear", parameters: []) { name, _ in
    Model(
      name: name, kind: "linear", parameters: [],
      rule: "every touch counts the same",
      weigh: { journey, weights in weights.append(1, count: journey.count) },
      formula: { journey, _ in journey.count == 1 ? "100 %" : "100 % ÷ \(journey.count)" })
  }
}
