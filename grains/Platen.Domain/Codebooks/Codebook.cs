using Platen.Domain.Tenants;

namespace Platen.Domain.Codebooks;

/// <summary>
/// A list of codes to choose from: cost centres, projects, document types (AZ07). A codebook may stand below another one. Who may use it is said here, or by the codebook above; a code may say otherwise for itself. One that is given up stays
/// on record, for what was coded by it.
/// </summary>
public sealed record Codebook
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id; it never changes.</summary>
    public required CodebookId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The codebook above; null: none.</summary>
    public CodebookId? Parent { get; init; }

    /// <summary>Who may use it; null: what the codebook above says, and nobody where there is none.</summary>
    public CodeAccess? Access { get; init; }

    /// <summary>False: it is given up, and nobody can choose from it.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Grows by one with each change. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
