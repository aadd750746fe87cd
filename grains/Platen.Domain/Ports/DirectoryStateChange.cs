using Platen.Domain.Directories;

namespace Platen.Domain.Ports;

/// <summary>How far a directory is followed now.</summary>
public sealed record DirectoryStateChange(DirectoryState Row) : RecordChange;
