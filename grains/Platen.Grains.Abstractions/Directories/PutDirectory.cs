using Platen.Domain.Directories;

namespace Platen.Grains.Abstractions.Directories;

/// <summary>All settings of a directory (see <see cref="UserDirectory"/>).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.directories.put-directory")]
public sealed record PutDirectory
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>False: it is neither read nor asked about passwords.</summary>
    [Id(1)]
    public bool Enabled { get; init; } = true;

    /// <summary>Whose schema it has.</summary>
    [Id(2)]
    public required DirectorySchema Schema { get; init; }

    /// <summary>Host name or address.</summary>
    [Id(3)]
    public required string Host { get; init; }

    /// <summary>Port; 0: the usual one.</summary>
    [Id(4)]
    public int Port { get; init; }

    /// <summary>How the line is protected.</summary>
    [Id(5)]
    public required DirectorySecurity Security { get; init; }

    /// <summary>CA certificates, PEM; empty: the system's.</summary>
    [Id(6)]
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>Our account there; empty: anonymous.</summary>
    [Id(7)]
    public string BindDn { get; init; } = "";

    /// <summary>Its password; null: the stored one stays.</summary>
    [Id(8)]
    public string? Password { get; init; }

    /// <summary>Below which entry people are.</summary>
    [Id(9)]
    public string PeopleBase { get; init; } = "";

    /// <summary>Which entries are people; null: as is usual for the schema.</summary>
    [Id(10)]
    public string? PeopleFilter { get; init; }

    /// <summary>Below which entry groups are; empty: none are taken over.</summary>
    [Id(11)]
    public string GroupBase { get; init; } = "";

    /// <summary>Which entries are groups; null: as is usual for the schema.</summary>
    [Id(12)]
    public string? GroupFilter { get; init; }

    /// <summary>Which attribute says what; null: as is usual for the schema.</summary>
    [Id(13)]
    public DirectoryMapping? Mapping { get; init; }

    /// <summary>How often changes are fetched: 1 minute to 7 days; zero: by hand.</summary>
    [Id(14)]
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often everything is read: 10 minutes to 30 days.</summary>
    [Id(15)]
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The brake, percent of the active users: 0 to 100.</summary>
    [Id(16)]
    public int VanishPercentMax { get; init; } = 10;

    /// <summary>Whether it checks its users' passwords.</summary>
    [Id(17)]
    public bool Authenticates { get; init; } = true;

    /// <summary>Whether a verifier of the last right password is kept for branches that are cut off.</summary>
    [Id(18)]
    public bool KeepsVerifier { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(PutDirectory)} {{ {Host} }}";
}
