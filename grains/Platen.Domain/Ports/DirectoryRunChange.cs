using Platen.Domain.Directories;

namespace Platen.Domain.Ports;

/// <summary>A run's new row.</summary>
public sealed record DirectoryRunChange(DirectoryRun Row) : RecordChange;
