/// Texts in little room, that are seldom asked for one by one: most ids of records that follow each
/// other begin alike.
///
/// What the texts of a block have in common at their beginning is kept once for all of them, and of
/// each its length and its bytes behind that.
///
///     T-00000071 T-00000075 T-00000079    8 T-000000 2 71 2 75 2 79
struct PackedTexts: Sendable {
  private(set) var count = 0
  private var bytes: [UInt8] = []
  /// The first text of each block, and where the block begins.
  private var blocks: [(first: UInt32, start: Int)] = []
  /// The last texts, which do not fill a block yet.
  private var open = TextColumn()
  private static var blockSize: Int { 32 }

  mutating func append(_ text: Span<UInt8>) {
    open.append(text)
    count &+= 1
    if open.count == PackedTexts.blockSize { pack() }
  }

  /// Appends several texts at once, which become a block.
  mutating func append(_ texts: Span<TextRange>, in bytes: Span<UInt8>) {
    guard texts.count > 0 else { return }
    pack()
    blocks.append((UInt32(count), self.bytes.count))
    PackedTexts.pack(texts, in: bytes, into: &self.bytes)
    count &+= texts.count
  }

  mutating func append(contentsOf other: PackedTexts) {
    pack()
    let (first, start) = (UInt32(count), bytes.count)
    bytes += other.bytes
    for block in other.blocks { blocks.append((first + block.first, start + block.start)) }
    open = other.open
    count += other.count
    pack()
  }

  /// Makes room for as many times the texts that there are.
  mutating func reserve(times: Int) {
    bytes.reserveCapacity(bytes.count * times)
    blocks.reserveCapacity(blocks.count * times)
  }

  private mutating func pack() {
    guard open.count > 0 else { return }
    blocks.append((UInt32(count - open.count), bytes.count))
    PackedTexts.pack(open, into: &bytes)
    open.removeAll()
  }

  private static func pack(_ block: TextColumn, into bytes: inout [UInt8]) {
    var texts = Batch(repeating: TextRange())
    for index in 0..<block.count { texts[index] = TextRange(block.range(index)) }
    pack(texts.span.extracting(0..<block.count), in: block.bytes.span, into: &bytes)
  }

  private static func pack(
    _ texts: Span<TextRange>, in source: Span<UInt8>, into bytes: inout [UInt8]
  ) {
    let first = source.extracting(texts[0].range)
    let common = commonCount(texts, in: source)
    var byteCount = 0
    for index in texts.indices { byteCount &+= texts[index].count &+ mostLengthBytes }
    // With room for texts that are copied sixteen bytes at a time.
    bytes.append(addingCapacity: byteCount + mostLengthBytes + common + 15) { bytes in
      append(length: common, to: &bytes)
      bytes.append(first.extracting(0..<common))
      for index in texts.indices {
        let text = texts[index].range
        append(length: text.count &- common, to: &bytes)
        bytes.append(text.lowerBound &+ common..<text.upperBound, of: source)
      }
    }
  }

  /// Seven bits in each byte, the lowest first, and the eighth where more follow.
  private static func append(length: Int, to bytes: inout OutputSpan<UInt8>) {
    var rest = length
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// How many bytes a length takes at most: positions take four.
  private static var mostLengthBytes: Int { 5 }

  private static func length(in bytes: Span<UInt8>, at place: inout Int) -> Int {
    var (length, shift) = (0, 0)
    while bytes[place] > 0x7F {
      length |= Int(bytes[place] & 0x7F) &<< shift
      (place, shift) = (place &+ 1, shift &+ 7)
    }
    length |= Int(bytes[place]) &<< shift
    place &+= 1
    return length
  }

  /// Appends the text with this number to a column.
  func append(_ index: Int, to column: inout TextColumn) { append(index..<index + 1, to: &column) }

  /// All of them, as a column.
  func unpacked(jobs: Int) -> TextColumn {
    let cuts = cuts(of: count, size: 1 << 14)
    var column = TextColumn()
    column.reserve(count, byteCount: bytes.count)
    // Appending never fails.
    try! inOrder(
      cuts.count, jobs: jobs, scratch: {},
      produce: { _, cut in
        var part = TextColumn()
        append(cuts[cut], to: &part)
        return part
      },
      consume: { _, part in column.append(contentsOf: part) })
    return column
  }

  /// Appends the texts with these numbers, at least one, to a column.
  private func append(_ numbers: Range<Int>, to column: inout TextColumn) {
    let packed = count - open.count
    let (blocks, bytes) = (blocks.span, bytes.span)
    // The last block that does not begin behind the first of them.
    var (block, high) = (0, blocks.count)
    while high - block > 1 {
      let middle = (block + high) / 2
      if blocks[middle].first <= numbers.lowerBound { block = middle } else { high = middle }
    }
    while block < blocks.count, blocks[block].first < numbers.upperBound {
      var place = blocks[block].start
      let common = PackedTexts.length(in: bytes, at: &place)
      let prefix = place..<place + common
      place = prefix.upperBound
      let next = block + 1 < blocks.count ? Int(blocks[block + 1].first) : packed
      for number in Int(blocks[block].first)..<min(next, numbers.upperBound) {
        let rest = PackedTexts.length(in: bytes, at: &place)
        if number >= numbers.lowerBound {
          column.append(bytes.extracting(prefix), bytes.extracting(place..<place + rest))
        }
        place &+= rest
      }
      block += 1
    }
    for number in max(numbers.lowerBound, packed)..<max(numbers.upperBound, packed) {
      column.append(open.bytes.span.extracting(open.range(number - packed)))
    }
  }
}

/// How many bytes texts have in common at their beginning.
///
/// All texts are asked the same at a time, so that no processor has to guess where the next one
/// differs.
private func commonCount(_ texts: Span<TextRange>, in bytes: Span<UInt8>) -> Int {
  var shortest = Int.max
  for index in texts.indices { shortest = min(shortest, texts[index].count) }
  let first = Int(texts[0].start)
  // The bits in which some text differs from the first one in the eight bytes at an offset.
  func differing(_ offset: Int) -> UInt64 {
    let word = unsafe littleEndianWord(bytes.bytes, first &+ offset)
    var differing: UInt64 = 0
    for index in texts.indices {
      let other = unsafe littleEndianWord(bytes.bytes, Int(texts[index].start) &+ offset)
      differing |= word ^ other
    }
    return differing
  }
  var count = 0
  while count &+ 8 <= shortest {
    let bits = differing(count)
    if bits != 0 { return count &+ bits.trailingZeroBitCount / 8 }
    count &+= 8
  }
  guard count < shortest else { return count }
  if shortest >= 8 {
    // The last word of the shortest overlaps the one before it.
    return min(shortest &- 8 &+ differing(shortest &- 8).trailingZeroBitCount / 8, shortest)
  }
  while count < shortest,
    texts.indices.allSatisfy({ bytes[Int(texts[$0].start) &+ count] == bytes[first &+ count] })
  { count &+= 1 }
  return count
}
