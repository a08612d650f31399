/// A key of the definitions whose value is not the same in two folders.
package struct DefinitionsChange: Sendable, Equatable {
  /// `lookbackDays`, `models[time_decay].halfLifeDays`, `teams.sales`.
  package let key: String
  /// As JSON; nil where the key is not there.
  package let old: String?
  package let new: String?
}

extension JSONValue {
  /// The keys whose values differ, in the order of their bytes; as deep as both have the same keys.
  func changes(to new: JSONValue, at path: String = "") -> [DefinitionsChange] {
    if self == new { return [] }
    if case .object(let old) = self, case .object(let now) = new {
      return JSONValue.changes(from: old, to: now) { key in
        path.isEmpty ? key.text : "\(path).\(key.text)"
      }
    }
    if case .list(let old) = self, case .list(let now) = new, let old = JSONValue.byName(old),
      let now = JSONValue.byName(now), Set(old.keys) != Set(now.keys) || old != now
    {
      return JSONValue.changes(from: old, to: now) { "\(path)[\($0.text)]" }
    }
    return [DefinitionsChange(key: path, old: canonical, new: new.canonical)]
  }

  private static func changes(
    from old: [Label: JSONValue], to new: [Label: JSONValue], path: (Label) -> String
  ) -> [DefinitionsChange] {
    Set(old.keys).union(new.keys).sorted().flatMap { key in
      switch (old[key], new[key]) {
      case (let old?, let new?): old.changes(to: new, at: path(key))
      case (let old, let new):
        [DefinitionsChange(key: path(key), old: old?.canonical, new: new?.canonical)]
      }
    }
  }

  /// The objects of a list by their names; nil if not all have one of their own.
  private static func byName(_ list: [JSONValue]) -> [Label: JSONValue]? {
    var members: [Label: JSONValue] = [:]
    for value in list {
      guard let name = value["name"]?.text else { return nil }
      members[Label(name)] = value
    }
    return members.count == list.count ? members : nil
  }
}
