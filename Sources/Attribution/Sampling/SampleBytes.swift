extension [UInt8] {
  /// Hands the bytes over to `sink` and starts anew, if there are at least as many as asked for.
  mutating func handOver<Refusal: Error>(
    ifAtLeast minimum: Int = 1 << 18, to sink: ([UInt8]) throws(Refusal) -> Void
  ) throws(Refusal) {
    guard count >= minimum else { return }
    try sink(self)
    removeAll(keepingCapacity: true)
  }

  mutating func append(ascii letter: Unicode.Scalar) {
    append(UInt8(ascii: letter))
  }

  /// Appends an identifier: `T-000042`.
  mutating func append(identifier letter: Unicode.Scalar, _ number: Int, digits: Int) {
    append(ascii: letter)
    append(ascii: "-")
    append(number, digits: digits)
  }

  /// Appends a number with leading zeros: 42 in six digits is `000042`.
  mutating func append(_ number: Int, digits: Int) {
    for _ in 0..<digits { append(ascii: "0") }
    var rest = number
    var place = count
    while rest > 0 {
      place -= 1
      self[place] += UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

/// How many decimal digits a number above zero has; 1 for zero.
func digitCount(_ number: Int) -> Int {
  number < 10 ? 1 : 1 + digitCount(number / 10)
}

func powerOfTen(_ exponent: Int) -> Int {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
