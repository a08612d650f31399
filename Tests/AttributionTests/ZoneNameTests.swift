import Attribution
import Foundation
import Testing

struct `Names of zones` {
  @Test func `those to choose from are the ones that Foundation knows`() {
    #expect(Set(Zone.knownNames) == Set(["UTC"] + TimeZone.knownTimeZoneIdentifiers))
  }

  @Test func `those to choose from are all zones`() {
    for name in Zone.knownNames { #expect(Zone(name: name) != nil, "\(name)") }
  }

  @Test(arguments: [
    "", "/", "EST5EDT", "Europe", "Europe/", "europe/berlin", "Z", "+02:00", "GMT+2",
  ])
  func `what is no name is no zone`(_ name: String) {
    #expect(Zone(name: name) == nil)
  }
}
