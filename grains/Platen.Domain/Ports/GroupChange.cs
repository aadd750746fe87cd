using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>A group's new row.</summary>
public sealed record GroupChange(Group Row) : RecordChange;
