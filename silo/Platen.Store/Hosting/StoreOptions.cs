namespace Platen.Store.Hosting;

/// <summary>Settings of the store, section <c>Platen:Store</c>.</summary>
public sealed class StoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Platen:Store";

    /// <summary>Npgsql connection string of the database of record, such as <c>Host=/var/lib/platen/postgres/run;Username=platen;Database=platen</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether one server at a time is active on the database, and others stand by. Off in a cluster, which has its own membership.</summary>
    public bool Standby { get; set; }

    /// <summary>Connections that reads may use at once, 1 to 500. Commits have one of their own, so has the listener.</summary>
    public int ReadConnectionsMax { get; set; } = 16;

    /// <summary>A command that runs longer is cancelled; 1 s to 10 min.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long reads and commits are tried again while the database is away, before they fail; 0 to 1 min.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the start waits for the database; 0 to 10 min.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Commits that may wait for the connection; further ones wait to be let in. 1 to 100,000.</summary>
    public int CommitsWaitingMax { get; set; } = 4096;

    /// <summary>Commits that go into one transaction; 1 to 1,000.</summary>
    public int CommitsPerTransactionMax { get; set; } = 256;

    /// <summary>How long the change feed is kept; a reader that is behind more takes a snapshot. 1 h to 365 days; longer than any site may be cut off.</summary>
    public TimeSpan KeepFeed { get; set; } = TimeSpan.FromDays(15);

    /// <summary>How long answered commands are kept for diagnosis; 1 h to 365 days.</summary>
    public TimeSpan KeepAnsweredCommands { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long samples of the sites' replication are kept, one an agent and minute; 1 h to 30 days.</summary>
    public TimeSpan KeepSamples { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Time between two sweeps (retention, partitions); 1 s to 1 day.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A console session that is not used so long is over (AU18); 1 min to 1 day.</summary>
    public TimeSpan SessionIdleMax { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A console session is over then, however busy it is; 1 min to 30 days.</summary>
    public TimeSpan SessionMax { get; set; } = TimeSpan.FromHours(12);
}
