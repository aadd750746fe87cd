using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Directories;

/// <summary>An LDAP directory of people (AU21): where it is, how it is read, and what is taken over from it.</summary>
public sealed record UserDirectory
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id; users name it as their source.</summary>
    public required DirectoryId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>False: it is neither read nor asked about passwords.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whose schema it has.</summary>
    public required DirectorySchema Schema { get; init; }

    /// <summary>Host name or address; the certificate must name it.</summary>
    public required string Host { get; init; }

    /// <summary>Port; 0: 636 for LDAPS, else 389.</summary>
    public int Port { get; init; }

    /// <summary>How the line is protected.</summary>
    public required DirectorySecurity Security { get; init; }

    /// <summary>Certificates of the CAs, PEM, of which one must have issued the directory's; empty: those that the server's machine trusts.</summary>
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>Who we are there; empty: anonymous.</summary>
    public string BindDn { get; init; } = "";

    /// <summary>The password for that, sealed for this host and port alone; empty: none.</summary>
    public ImmutableArray<byte> SealedPassword { get; init; } = [];

    /// <summary>Below which entry people are.</summary>
    public string PeopleBase { get; init; } = "";

    /// <summary>Which of the entries are people (RFC 4515).</summary>
    public string PeopleFilter { get; init; } = "";

    /// <summary>Below which entry groups are; empty: no groups are taken over.</summary>
    public string GroupBase { get; init; } = "";

    /// <summary>Which of the entries are groups (RFC 4515).</summary>
    public string GroupFilter { get; init; } = "";

    /// <summary>Which attribute says what.</summary>
    public DirectoryMapping Mapping { get; init; } = new();

    /// <summary>How often changes are fetched; zero: only by hand.</summary>
    public TimeSpan SyncEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often everything is read, which alone finds who is gone.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A run that would shut out more than this part of the active users stops and asks: 0 to 100 percent.</summary>
    public int VanishPercentMax { get; init; } = 10;

    /// <summary>Whether it checks the passwords of its users.</summary>
    public bool Authenticates { get; init; } = true;

    /// <summary>Whether a verifier of the last password that the directory accepted may be kept, for logins at branches that are cut off.</summary>
    public bool KeepsVerifier { get; init; }

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }

    /// <summary>The port that is dialled.</summary>
    public int DialledPort => Port != 0 ? Port : Security == DirectorySecurity.Ldaps ? 636 : 389;

    /// <summary>What the password is sealed for: with another host, port or protection it cannot be opened.</summary>
    public string PasswordContext => $"directory/{Id}/{Security}/{Host.ToLowerInvariant()}:{DialledPort}/{BindDn}";

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(UserDirectory)} {{ {Tenant}/{Id} at {Host}:{DialledPort} }}";
}
