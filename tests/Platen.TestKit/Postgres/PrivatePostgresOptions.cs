namespace Platen.TestKit.Postgres;

/// <summary>How a test's PostgreSQL runs.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Whether a commit waits for the disk. Off only where no test of the assembly is about durability.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Connections that the server takes.</summary>
    public int ConnectionsMax { get; init; } = 100;

    /// <summary>Further settings, <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
