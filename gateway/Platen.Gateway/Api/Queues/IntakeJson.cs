using System.Collections.Immutable;
using Platen.Domain.Queues;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Queues;

/// <summary>What a queue believes about senders, and lets through in documents; what is left out takes its safe default.</summary>
internal sealed record IntakeJson
{
    /// <summary>The weakest evidence that makes somebody a job's owner: claimedName, trustedWorkstation, clientCertificate or authenticatedName; left out: by the queue's kind.</summary>
    public string? LeastEvidence { get; init; }

    /// <summary>Addresses or CIDR prefixes of workstations whose claimed names are believed.</summary>
    public IReadOnlyList<string>? TrustedAddresses { get; init; }

    /// <summary>PJL that changes the device: remove (the default), refuse or pass.</summary>
    public string? Pjl { get; init; }

    /// <summary>Lets PJL texts onto the device's display; left out: no.</summary>
    public bool? AllowsDisplayTexts { get; init; }

    /// <summary>PostScript that leaves its job: refuse (the default) or pass.</summary>
    public string? PostScript { get; init; }

    /// <summary>Delegates of a job's owner may release it; left out: yes.</summary>
    public bool? AllowsDelegates { get; init; }

    public static IntakeJson Of(IntakePolicy policy) => new()
    {
        LeastEvidence = policy.LeastEvidence == OwnerEvidence.Unspecified ? null : Words.Of(policy.LeastEvidence),
        TrustedAddresses = policy.TrustedAddresses,
        Pjl = Words.Of(policy.Pjl),
        AllowsDisplayTexts = policy.AllowsDisplayTexts,
        PostScript = Words.Of(policy.PostScript),
        AllowsDelegates = policy.AllowsDelegates,
    };

    public static IntakePolicy ToPolicy(IntakeJson? json, Input input)
    {
        var safe = new IntakePolicy();
        return json is null ? safe : safe with
        {
            LeastEvidence = json.LeastEvidence is null ? OwnerEvidence.Unspecified : input.Word<OwnerEvidence>(json.LeastEvidence, "intake/leastEvidence"),
            TrustedAddresses = [.. json.TrustedAddresses ?? []],
            Pjl = input.Word(json.Pjl, "intake/pjl", fallback: (UnsafeContentPolicy?)safe.Pjl),
            AllowsDisplayTexts = json.AllowsDisplayTexts ?? safe.AllowsDisplayTexts,
            PostScript = input.Word(json.PostScript, "intake/postScript", fallback: (UnsafeContentPolicy?)safe.PostScript),
            AllowsDelegates = json.AllowsDelegates ?? safe.AllowsDelegates,
        };
    }
}
