namespace Platen.Gateway.Api.Directories;

/// <summary>All settings of a directory.</summary>
internal sealed record PutDirectoryRequest
{
    /// <summary>The name for people.</summary>
    public string? Name { get; init; }

    /// <summary>False: neither read nor asked about passwords. True when left out.</summary>
    public bool? Enabled { get; init; }

    /// <summary>activeDirectory, openLdap or eDirectory.</summary>
    public string? Schema { get; init; }

    /// <summary>Host name or address; the certificate must name it.</summary>
    public string? Host { get; init; }

    /// <summary>Port; 0 or left out: the usual one.</summary>
    public int? Port { get; init; }

    /// <summary>ldaps, startTls or none.</summary>
    public string? Security { get; init; }

    /// <summary>Certificates of the CAs, PEM; left out: those that the server's machine trusts.</summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>Our account there; left out: anonymous.</summary>
    public string? BindDn { get; init; }

    /// <summary>Its password; left out: the stored one stays, unless host, port, protection, authority or account change.</summary>
    public string? Password { get; init; }

    /// <summary>Below which entry people are.</summary>
    public string? PeopleBase { get; init; }

    /// <summary>Which entries are people; left out: as is usual for the schema.</summary>
    public string? PeopleFilter { get; init; }

    /// <summary>Below which entry groups are; left out: none are taken over.</summary>
    public string? GroupBase { get; init; }

    /// <summary>Which entries are groups; left out: as is usual for the schema.</summary>
    public string? GroupFilter { get; init; }

    /// <summary>Which attribute says what; left out: as is usual for the schema.</summary>
    public MappingJson? Mapping { get; init; }

    /// <summary>How often changes are fetched; 0: by hand. 15 when left out.</summary>
    public int? SyncMinutes { get; init; }

    /// <summary>How often everything is read. 1440 when left out.</summary>
    public int? FullMinutes { get; init; }

    /// <summary>The brake, percent of the active users. 10 when left out.</summary>
    public int? VanishPercentMax { get; init; }

    /// <summary>Whether it checks its users' passwords. True when left out.</summary>
    public bool? Authenticates { get; init; }

    /// <summary>Whether a verifier of the last right password is kept for branches that are cut off.</summary>
    public bool? KeepsVerifier { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(PutDirectoryRequest);
}
