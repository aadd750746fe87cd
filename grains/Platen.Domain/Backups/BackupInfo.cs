namespace Platen.Domain.Backups;

/// <summary>A backup file as it lies in the folder (OP01).</summary>
public sealed record BackupInfo
{
    /// <summary>The file's name, without the folder.</summary>
    public required string File { get; init; }

    /// <summary>Of what.</summary>
    public required BackupKind Kind { get; init; }

    /// <summary>The moment that it shows.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>The version of the program that made it.</summary>
    public string Program { get; init; } = "";

    /// <summary>The newest step of the schema in it; 0: it is no database.</summary>
    public int SchemaStep { get; init; }

    /// <summary>Why it cannot be read; empty: it has its beginning and its end, under the key that is set.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Whether it could be opened.</summary>
    public bool Readable => Fault.Length == 0;
}
