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
    let texts = block.bytes.span
    let first = texts.extracting(block.range(0))
    var common = first.count
    for index in 1..<max(block.count, 1) {
      common = min(common, commonCount(first, texts.extracting(block.range(index))))
    }
    append(length: common, to: &bytes)
    bytes.append(first.extracting(0..<common))
    for index in 0..<block.count {
      let rest = texts.extracting(block.range(index)).extracting(common...)
      append(length: rest.count, to: &bytes)
      bytes.append(rest)
    }
  }

  /// Seven bits in each byte, the lowest first, and the eighth where more follow.
  private static func append(length: Int, to bytes: inout [UInt8]) {
    var rest = length
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private func length(at place: inout Int) -> Int {
    var (length, shift) = (0, 0)
    while bytes[place] > 0x7F {
      length |= Int(bytes[place] & 0x7F) << shift
      (place, shift) = (place + 1, shift + 7)
    }
    length |= Int(bytes[place]) << shift
    place += 1
    return length
  }

  /// Appends the text with this number to a column.
  func append(_ index: Int, to column: inout TextColumn) {
    let packed = count - open.count
    guard index < packed else {
      return column.append(open.bytes.span.extracting(open.range(index - packed)))
    }
    // The last block that does not begin behind it.
    var (low, high) = (0, blocks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if blocks[middle].first <= index { low = middle } else { high = middle }
    }
    var place = blocks[low].start
    let common = length(at: &place)
    let prefix = place..<place + common
    place = prefix.upperBound
    for _ in Int(blocks[low].first)..<index { place += length(at: &place) }
    let rest = length(at: &place)
    column.append(bytes.span.extracting(prefix), bytes.span.extracting(place..<place + rest))
  }

  /// All of them, as a column.
  func unpacked() -> TextColumn {
    var column = TextColumn()
    column.reserve(count, byteCount: bytes.count)
    var place = 0
    for (block, next) in zip(blocks, blocks.dropFirst().map(\.first) + [UInt32(count - open.count)])
    {
      let common = length(at: &place)
      let prefix = place..<place + common
      place = prefix.upperBound
      for _ in block.first..<next {
        let rest = length(at: &place)
        column.append(bytes.span.extracting(prefix), bytes.span.extracting(place..<place + rest))
        place += rest
      }
    }
    column.append(contentsOf: open)
    return column
  }
}

/// How many bytes two texts have in common at their beginning.
private func commonCount(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
  let limit = min(one.count, other.count)
  var count = 0
  while count < limit, one[count] == other[count] { count &+= 1 }
  return count
}
