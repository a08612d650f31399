/// The channel of a touch that nothing says one of.
package let noChannel = "(none)"
/// The team of a touch that nothing says one of.
package let unassignedTeam = "(unassigned)"
/// What a touch or a deal says in a dimension of which it says nothing.
package let noValue = "(none)"
/// The channel and team of money of won deals that no touch led to; no data may use it.
package let uncredited = "(uncredited)"
