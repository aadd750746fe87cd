using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Audit;

/// <summary>
/// A signed statement about the head of an audit chain (I7). Its key lies on the server's disk and not in the database, and agents keep copies of it; so who can change every row of the database can still not make the log say something else unseen.
/// </summary>
public sealed record AuditCheckpoint
{
    /// <summary>Longest certificate, in bytes.</summary>
    public const int CertificateBytesMax = 4_096;

    /// <summary>Longest signature, in bytes.</summary>
    public const int SignatureBytesMax = 256;

    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = 32;

    /// <summary>Longest name of a chain, in characters.</summary>
    public const int ChainMax = 128;

    /// <summary>Whose log it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The chain.</summary>
    public required string Chain { get; init; }

    /// <summary>The position of the entry.</summary>
    public required long Position { get; init; }

    /// <summary>What it says.</summary>
    public required AuditCheckpointKind Kind { get; init; }

    /// <summary>SHA-256 of that entry, as it is chained.</summary>
    public required ImmutableArray<byte> Hash { get; init; }

    /// <summary>When it was made, by the server's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The cursor of the tenant's change feed then: a record whose cursor is lower went back as a whole.</summary>
    public required long FeedCursor { get; init; }

    /// <summary>The certificate (X.509, DER) of the key that signed it.</summary>
    public ImmutableArray<byte> Certificate { get; init; } = [];

    /// <summary>ECDSA with SHA-256 over <see cref="AuditCheckpointForm.Bytes"/>, IEEE P1363.</summary>
    public ImmutableArray<byte> Signature { get; init; } = [];

    /// <summary>Whether all sizes are within their bounds; to be asked about what came from elsewhere.</summary>
    public bool IsReadable =>
        Chain.Length is > 0 and <= ChainMax && Position >= 0 && FeedCursor >= 0 && Kind is >= AuditCheckpointKind.Head and <= AuditCheckpointKind.Restored
        && !Hash.IsDefault && Hash.Length == HashBytes && !Certificate.IsDefault && Certificate.Length <= CertificateBytesMax && !Signature.IsDefault && Signature.Length <= SignatureBytesMax;
}
