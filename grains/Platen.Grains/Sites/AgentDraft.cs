using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;

namespace Platen.Grains.Sites;

/// <summary>What a decision about an agent wants written; no next row: nothing.</summary>
internal sealed record AgentDraft
{
    public SiteAgent? Next { get; private init; }

    public AuditEntry? Audit { get; private init; }

    public FeedEntry? Feed { get; private init; }

    /// <summary>How its replication is, to be kept with it; null: nothing.</summary>
    public AgentSample? Sample { get; init; }

    public CommandResult Result { get; private init; } = CommandResult.Done;

    public static AgentDraft Write(SiteAgent next, AuditEntry? audit = null, FeedEntry? feed = null) => new() { Next = next, Audit = audit, Feed = feed };

    public static AgentDraft Nothing() => new();

    public static AgentDraft Refuse(CommandCode code, params ImmutableArray<string> messages) => new() { Result = CommandResult.Not(code, messages) };
}
