using System.Collections.Immutable;
using Platen.Domain.Backups;

namespace Platen.Store.Backups;

/// <summary>What a backup says of itself; sealed in the file, before its body.</summary>
internal sealed record BackupManifest
{
    /// <summary>Of what.</summary>
    public required BackupKind Kind { get; init; }

    /// <summary>The moment that it shows.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>The machine that made it.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The version of PostgreSQL that it came from; 0: it is no database.</summary>
    public int Postgres { get; init; }

    /// <summary>The size of the database on its disk.</summary>
    public long DatabaseBytes { get; init; }

    /// <summary>The steps of its schema.</summary>
    public ImmutableArray<BackupStep> Schema { get; init; } = [];

    /// <summary>The heads of its audit chains.</summary>
    public ImmutableArray<BackupHead> Heads { get; init; } = [];
}
