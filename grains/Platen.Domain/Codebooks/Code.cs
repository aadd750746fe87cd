using Platen.Domain.Tenants;

namespace Platen.Domain.Codebooks;

/// <summary>A code of a codebook (AZ07): what is recorded, and what people read. One that is given up stays on record, for what was coded by it.</summary>
public sealed record Code
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The codebook that it is in.</summary>
    public required CodebookId Codebook { get; init; }

    /// <summary>The code itself, unique in its codebook: <c>4711</c>. It never changes.</summary>
    public required string Value { get; init; }

    /// <summary>What it means: "New town hall".</summary>
    public string Text { get; init; } = "";

    /// <summary>Who may use it; null: who may use its codebook.</summary>
    public CodeAccess? Access { get; init; }

    /// <summary>False: it is given up, and nobody can choose it.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Grows by one with each change. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
