// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),  // every unsafe expression says `unsafe`
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "smarketing",
  targets: [
    .target(name: "Attribution", swiftSettings: strict),
    .executableTarget(name: "smarketing", dependencies: ["Attribution"], swiftSettings: strict),
    .testTarget(
      name: "AttributionTests", dependencies: ["Attribution", "smarketing"], swiftSettings: strict),
  ]
)
