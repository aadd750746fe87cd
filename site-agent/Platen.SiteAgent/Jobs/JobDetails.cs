using System.Collections.Immutable;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Jobs;

/// <summary>What is known of a job when its last byte is in.</summary>
internal sealed record JobDetails
{
    /// <summary>The longest name or title that is kept, in characters; the rest is cut off.</summary>
    public const int TextCharsMax = 255;

    /// <summary>The name that the sender claimed; may be empty; never an identity by itself.</summary>
    public required string ClaimedUser { get; init; }

    /// <summary>What an owner by that name rests on.</summary>
    public OwnerEvidence Evidence { get; init; } = OwnerEvidence.ClaimedName;

    /// <summary>Delegates of its owner may release it (PR16).</summary>
    public bool AllowsDelegates { get; init; } = true;

    /// <summary>What was found in the document that reaches beyond printing, and what became of it.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>The owner by the replica; null: unclaimed.</summary>
    public UserId? Owner { get; init; }

    public required string Title { get; init; }

    /// <summary>What inspection learned. Its <c>size_bytes</c> and <c>sha256</c> are set by the spool, which saw every byte it stored.</summary>
    public required DocumentFacts Facts { get; init; }

    public required JobTerms Terms { get; init; }

    /// <summary>The site that gets a copy in advance; null: none.</summary>
    public SiteId? CopiedTo { get; init; }

    /// <summary>What the sender asked for beside the document; null: nothing.</summary>
    public JobTicket? Ticket { get; init; }

    /// <summary>What to charge, as the sender claims it; may be empty.</summary>
    public string Account { get; init; } = "";

    /// <summary>Whom to charge, as the sender claims it; may be empty.</summary>
    public string AccountingUser { get; init; } = "";
}
