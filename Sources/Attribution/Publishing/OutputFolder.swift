/// A folder of results that appears as a whole, or not at all.
///
/// It is written as `new` in a folder beside it, and then takes the place of the old one:
///
///     reports/2026-10                   the results of an earlier run, if any
///     reports/.2026-10.smarketing       the staging folder: locked, never moved
///     reports/.2026-10.smarketing/new   the results of this run
///     reports/.2026-10.smarketing/old   the earlier results, where the file system cannot exchange
///                                       two folders: from just before `new` takes their place
///
/// A run that fails or is killed at any moment leaves the earlier results or its own, whole. Only a
/// kill between the two renames that stand in for an exchange leaves none in place; the next run
/// puts the earlier ones back. Whatever else it left in the staging folder, the next run clears.
package struct OutputFolder: ~Copyable, Sendable {
  private let site: Site
  private let new: Folder
  private let canExchange: Bool

  /// Claims the folder for this run. What is in it stays as it is.
  ///
  /// Missing folders above it are made. A symbolic link is followed, and stays one.
  ///
  /// - Parameters:
  ///   - path: As the user wrote it; messages repeat it.
  ///   - canExchange: False: as on a file system that cannot exchange two folders.
  /// - Throws: `cannotCreate` if it may not be replaced or cannot be made, `busy` if another run
  ///   has claimed it. Then nothing is left behind.
  package init(claiming path: String, canExchange: Bool = true) throws(Failure) {
    (site, new) = try claims.withLock { (claims) throws(Failure) in
      let site = try Site(path)
      do throws(Failure) {
        let new = try site.prepare()
        claims.append(site)
        return (site, new)
      } catch {
        site.clear()
        throw error
      }
    }
    self.canExchange = canExchange
  }

  deinit {
    claims.withLock { [site] claims in
      site.clear()
      claims.removeAll { $0 === site }
    }
  }

  /// Makes a new file in the folder.
  ///
  /// - Parameter name: Its path within the folder: `credit.csv`, `charts/teams.svg`.
  /// - Throws: `inputOutput`
  package borrowing func makeFile(_ name: String) throws(Failure) -> OutputFile {
    let path = "\(site.path)/\(name)"
    let new = new
    return try claims.withLock { (_) throws(Failure) in
      do throws(SystemError) {
        try new.makeFolders(above: name)
      } catch {
        throw .notWritten(path, error)
      }
      return try OutputFile(name, in: new, path: path)
    }
  }

  /// Puts the folder in place of the earlier one, for good: all is on the disk then.
  ///
  /// - Throws: `inputOutput`, or `cannotCreate` if the earlier one may not be replaced any more.
  ///   Then nothing has changed.
  package consuming func publish() throws(Failure) {
    let (site, new, canExchange) = (site, new, canExchange)
    try claims.withLock { (_) throws(Failure) in
      try site.publish(new, canExchange: canExchange)
    }
  }

  /// Removes what was written. So does letting go of the folder.
  package consuming func abandon() {}
}
