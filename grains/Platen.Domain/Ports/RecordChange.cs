namespace Platen.Domain.Ports;

/// <summary>One row to insert (expected version 0) or to replace (guarded by the version that was read). The row carries its new version: expected + 1.</summary>
public abstract record RecordChange
{
    /// <summary>The version that the row must have now; 0: it must not exist.</summary>
    public required long ExpectedVersion { get; init; }
}
