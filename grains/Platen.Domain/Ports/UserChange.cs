using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>A user's new row, cards included.</summary>
public sealed record UserChange(User Row) : RecordChange;
