import Attribution
import Testing

struct Money {
  @Test func `shares out`() {
    #expect(ShareOut.shares(of: -100_00, by: [1, 1, 1]) == [-3334, -3333, -3333])
  }
  @Test func `decays`() {
    #expect(
      ShareOut.shares(of: 50_00, by: [9, 6, 0, 0].map { decay($0 * 86400, halfLife: 7 * 86400) })
        == [692, 932, 1688, 1688])
  }
}
