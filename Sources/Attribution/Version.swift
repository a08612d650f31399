/// The version that `--version`, the review and `run.json` name.
package let programVersion = "0.1.0"
