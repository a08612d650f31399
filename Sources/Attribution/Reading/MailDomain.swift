/// The domain by which an e-mail address or a web address says whose it is.
package enum MailDomain {
  /// The domain in lower case: `acme.com` of `Ann@Acme.com` and of `https://www.acme.com/about`.
  ///
  /// - Returns: nil for a text without one, and for the domain of a mailbox provider, whose
  ///   addresses belong to anybody.
  package static func of(_ text: String) -> String? {
    var rest = text.lowercased()[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    rest = rest.prefix { $0 != ":" }
    if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
    if rest.hasSuffix(".") { rest = rest.dropLast() }
    let domain = String(rest)
    guard domain.contains("."), !domain.hasPrefix("."), !domain.contains(" "),
      !providers.contains(domain)
    else { return nil }
    return domain
  }

  private static let providers: Set<String> = [
    "aol.com", "bigpond.com", "bk.ru", "bluewin.ch", "bol.com.br", "btinternet.com", "comcast.net",
    "cox.net", "duck.com", "fastmail.com", "fastmail.fm", "free.fr", "freenet.de", "gmail.com",
    "gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com",
    "hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it",
    "hushmail.com",
    "icloud.com", "inbox.ru", "laposte.net", "libero.it", "list.ru", "live.co.uk", "live.com",
    "live.fr", "live.nl", "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com",
    "naver.com", "o2.pl", "online.de", "optonline.net", "orange.fr", "outlook.com", "outlook.de",
    "outlook.fr", "pm.me", "posteo.de", "proton.me", "protonmail.com", "protonmail.ch", "qq.com",
    "rediffmail.com", "rocketmail.com", "sbcglobal.net", "seznam.cz", "sfr.fr", "sina.com",
    "sky.com", "t-online.de", "terra.com.br", "tiscali.it", "tutanota.com", "uol.com.br",
    "verizon.net", "virgilio.it", "wanadoo.fr", "web.de", "wp.pl", "yahoo.ca", "yahoo.co.in",
    "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.au", "yahoo.com.br", "yahoo.de",
    "yahoo.es", "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
    "126.com", "163.com",
  ]
}
