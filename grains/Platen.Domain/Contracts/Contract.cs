using Platen.Domain.Tenants;

namespace Platen.Domain.Contracts;

/// <summary>
/// A contract about devices that take a licence (AZ11, AC06). Each change makes a new version, and the former ones stay. Contracts are the tenant's own, without a tree of organisations above it: the other party is a name.
/// </summary>
public sealed record Contract
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id; it never changes.</summary>
    public required ContractId Id { get; init; }

    /// <summary>Its number as it stands on paper; unique in the tenant, without case.</summary>
    public required string Number { get; init; }

    /// <summary>Between whom it is; it never changes.</summary>
    public required ContractKind Kind { get; init; }

    /// <summary>The other party: the provider above, or the customer.</summary>
    public required string Party { get; init; }

    /// <summary>Its first day, in the tenant's time zone.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Its last day; null: it is open.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Devices that it licenses.</summary>
    public required int Devices { get; init; }

    /// <summary>For those who see contracts here; it is in no report.</summary>
    public string Note { get; init; } = "";

    /// <summary>Recorded by mistake: it counts for nothing.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>When this version was made.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who made this version, as the audit log names it.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>Grows by one with each change. 0: not recorded yet.</summary>
    public long Version { get; init; }

    /// <summary>How it stands on a day.</summary>
    public ContractState StateOn(DateOnly day) => Withdrawn ? ContractState.Withdrawn : day < Start ? ContractState.Upcoming : day > End ? ContractState.Ended : ContractState.Running;

    /// <summary>Whether another one says the same, whoever said it when.</summary>
    public bool SaysTheSame(Contract? other) => other is not null && this with { ChangedAt = other.ChangedAt, ChangedBy = other.ChangedBy, Version = other.Version } == other;
}
