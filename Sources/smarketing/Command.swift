import Attribution

@main
struct Command {
  static func main() { print(nearest("a", among: ["b"]) ?? "") }
}
