using System.Collections.Immutable;

namespace Platen.Domain.Queues;

/// <summary>What a queue believes about the senders of its jobs, and lets through in their documents. The defaults are the safe ones.</summary>
public sealed record IntakePolicy
{
    /// <summary>Most addresses and prefixes that a queue trusts.</summary>
    public const int TrustedAddressesMax = 64;

    /// <summary>The weakest evidence that makes somebody the owner; unspecified: by the queue's kind.</summary>
    public OwnerEvidence LeastEvidence { get; init; }

    /// <summary>Addresses or CIDR prefixes of workstations whose claimed names are believed (<see cref="OwnerEvidence.TrustedWorkstation"/>).</summary>
    public ImmutableArray<string> TrustedAddresses { get; init; } = [];

    /// <summary>PJL that reaches the device's file system, settings, memory or password.</summary>
    public UnsafeContentPolicy Pjl { get; init; } = UnsafeContentPolicy.Remove;

    /// <summary>Lets PJL texts onto the device's display (RDYMSG, OPMSG, STMSG); some of them stop the device.</summary>
    public bool AllowsDisplayTexts { get; init; }

    /// <summary>PostScript that leaves its job (<c>exitserver</c>, <c>startjob</c>): refused or passed on; it cannot be left out.</summary>
    public UnsafeContentPolicy PostScript { get; init; } = UnsafeContentPolicy.Refuse;

    /// <summary>Delegates of a job's owner may release it too (PR16).</summary>
    public bool AllowsDelegates { get; init; } = true;

    /// <summary>
    /// The weakest evidence that a queue takes. When it is not set: a claimed name is enough where the owner logs in at the device before anything is printed or charged; a direct
    /// queue charges at once, so there the workstation must be trusted at least.
    /// </summary>
    public OwnerEvidence LeastEvidenceOf(QueueKind kind) =>
        LeastEvidence != OwnerEvidence.Unspecified ? LeastEvidence : kind == QueueKind.Direct ? OwnerEvidence.TrustedWorkstation : OwnerEvidence.ClaimedName;

    /// <inheritdoc/>
    public bool Equals(IntakePolicy? other) =>
        other is not null && LeastEvidence == other.LeastEvidence && TrustedAddresses.SequenceEqual(other.TrustedAddresses) && Pjl == other.Pjl
        && AllowsDisplayTexts == other.AllowsDisplayTexts && PostScript == other.PostScript && AllowsDelegates == other.AllowsDelegates;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LeastEvidence, TrustedAddresses.Length, Pjl, AllowsDisplayTexts, PostScript, AllowsDelegates);
}
