using Platen.Domain.Directories;

namespace Platen.Domain.Ports;

/// <summary>A directory's new settings.</summary>
public sealed record DirectoryChange(UserDirectory Row) : RecordChange;
