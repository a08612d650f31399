extension ModelKind {
  /// All to the newest touch, or in equal parts to those that are equally new.
  static let lastTouch = ModelKind(name: "last_touch", parameters: []) { name, _ in
    Model(
      name: name, kind: "last_touch", parameters: [],
      rule: "all to the last touch, in equal parts to those of the same second",
      weigh: { journey, weights in
        weights.append(0, count: journey.count - journey.closers)
        weights.append(1, count: journey.closers)
      },
      formula: { journey, index in
        index < journey.count - journey.closers
          ? "0" : journey.closers == 1 ? "100 %" : "100 % ÷ \(journey.closers)"
      })
  }
}
