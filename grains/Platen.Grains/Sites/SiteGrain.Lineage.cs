using System.Globalization;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <summary>Whether an agent's journal continues what is recorded: agents and databases that were restored from a backup (ADR 0036).</summary>
internal sealed partial class SiteGrain
{
    public async Task<OpenLinkResult> OpenLinkAsync(OpenLink command, CancellationToken cancellationToken)
    {
        var claim = command.Journal;
        if (claim.Starts.Length > AgentStart.StartsMax || claim.Starts.Any(start => !start.IsValid))
        {
            return new OpenLinkResult { Code = LinkCode.Invalid, Message = $"The agent's starts cannot be read: at most {AgentStart.StartsMax} with ids of {AgentStart.IdChars} hexadecimal digits are taken." };
        }

        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            if (await RefreshAsync(command.Agent, cancellationToken) is not { Revoked: false } row)
            {
                return new OpenLinkResult { Code = LinkCode.Refused, Message = "This agent is unknown here, or revoked." };
            }

            var verdict = AgentLineage.Judge(row, claim, Now);
            if (await KeepVerdictAsync(row, verdict, cancellationToken))
            {
                return ResultOf(verdict);
            }
        }

        throw new InvalidOperationException($"The record of agent {command.Agent} was changed by others {DecisionsMax} times in a row while it linked.");
    }

    public async Task<CommandResult> ResolveFenceAsync(ResolveFence command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditSites, Id))
        {
            return Refusals.Needs(Right.EditSites);
        }

        await RefreshAsync(command.Agent, cancellationToken);
        return await WriteAgentAsync(command.Agent, row => Resolve(row, command, actor), cancellationToken);
    }

    private AgentDraft Resolve(SiteAgent? row, ResolveFence command, Actor actor)
    {
        if (row is null)
        {
            return AgentDraft.Refuse(CommandCode.NotFound, $"There is no agent '{command.Agent}' at site '{Id}'.");
        }

        if (row.Fence is not { } fence || fence.Start.Id != command.Start)
        {
            return AgentDraft.Refuse(CommandCode.Refused, "The agent is not fenced any more, or for another start than the one you decided about: look again.");
        }

        var audit = Audit(actor, command.Accept ? "agent.fence-accepted" : "agent.fence-dismissed", row, fence, success: true);
        return AgentDraft.Write(row with { Fence = command.Accept ? fence with { Accepted = true } : null }, audit, AgentFeed(row.Id));
    }

    // Guarded by the committed sequence too: an event that another activation commits meanwhile changes what was judged.
    private async Task<bool> KeepVerdictAsync(SiteAgent row, LineageVerdict verdict, CancellationToken cancellationToken)
    {
        if (ReferenceEquals(verdict.Next, row) && verdict.Code != LineageCode.Resend)
        {
            return true;
        }

        var next = verdict.Next with { Version = row.Version + 1 };
        var commit = new Commit
        {
            Tenant = Tenant,
            AuditChain = ConsoleCommit.Chain,
            Changes = [new AgentChange(next) { ExpectedVersion = row.Version, Committed = new CommittedMove(row.EventsCommitted, next.EventsCommitted) }],
            Audit = AuditOf(row, verdict) is { } audit ? [audit] : [],
            Feed = [AgentFeed(row.Id)],
        };
        if ((await CommitAsync(commit, cancellationToken)).Code != CommitCode.Committed)
        {
            return false;
        }

        _agents = _agents.SetItem(row.Id, next);
        if (verdict.Found is { } found)
        {
            LogFence(row.Id, verdict.Code, found.Kind, found.AgentSequence, found.ServerSequence, found.From, found.Through);
        }

        return true;
    }

    private AuditEntry? AuditOf(SiteAgent row, LineageVerdict verdict)
    {
        var actor = Actor.Agent(row.Id, "");
        return verdict.Code switch
        {
            LineageCode.Fenced => Audit(actor, "agent.fenced", row, verdict.Found!, success: false),
            LineageCode.Accepted => Audit(actor, "agent.resumed", row, verdict.Found!, success: true),
            LineageCode.Resend => ConsoleCommit.Audit(actor, Now, "agent.resends", $"agent:{row.Id}", details: [("site", Id.Value), ("committed", Text(row.EventsCommitted))]),
            _ => null,
        };
    }

    private AuditEntry Audit(Actor actor, string action, SiteAgent row, AgentFence fence, bool success) => ConsoleCommit.Audit(
        actor, Now, action, $"agent:{row.Id}", success,
        ("site", Id.Value), ("kind", fence.Kind.ToString()), ("start", fence.Start.Id), ("agent-sequence", Text(fence.AgentSequence)), ("server-sequence", Text(fence.ServerSequence)),
        ("from", Text(fence.From)), ("through", Text(fence.Through)));

    private static OpenLinkResult ResultOf(LineageVerdict verdict) => verdict.Code == LineageCode.Fenced
        ? new OpenLinkResult { Code = LinkCode.Fenced, Committed = verdict.Next.EventsCommitted, Message = Words(verdict.Found!) }
        : new OpenLinkResult { Code = LinkCode.Ok, Committed = verdict.Next.EventsCommitted, TakeSnapshot = verdict.Code is LineageCode.Resend or LineageCode.Accepted };

    private static string Words(AgentFence found) => found.Kind == FenceKind.Forked
        ? $"This agent's data folder was restored from an older backup, or is a copy: its journal ends at {found.AgentSequence}, and the server has other events up to {found.ServerSequence}. Nothing of it is taken until an administrator accepts it as a new start (console, Sites)."
        : $"The server's database was restored from an older backup: it has this agent's events up to {found.ServerSequence}, and the agent keeps only those from {found.Through + 1} on. Nothing more is taken until an administrator accepts the loss (console, Sites).";

    // As the record is now, not as this memory has it: a restore, or another activation, may have changed it.
    private async Task<SiteAgent?> RefreshAsync(AgentId agent, CancellationToken cancellationToken)
    {
        var rows = await Store.ListAgentsAsync(Tenant, Id, cancellationToken);
        if (rows.FirstOrDefault(row => row.Id == agent) is not { } current)
        {
            _agents = _agents.Remove(agent);
            return null;
        }

        _agents = _agents.SetItem(agent, current);
        return current;
    }

    private static string Text(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
