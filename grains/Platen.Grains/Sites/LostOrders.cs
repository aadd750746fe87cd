using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <summary>
/// Ends the orders to destroy copies that nobody will answer: of an agent that has not been heard of for longer than any site may work alone, revoked or not. Whatever copies it has it destroys by itself then, before it dials again
/// (ADR 0040), and nobody gets the right to print from one whose job is over. Each end is in the audit log.
/// </summary>
internal sealed class LostOrders(IRecordStore store, TenantId tenant)
{
    /// <summary>The longest time that a site may work alone (14 days), and a day.</summary>
    public static readonly TimeSpan After = TimeSpan.FromDays(15);

    /// <summary>How many are looked at and ended in one look, the oldest first.</summary>
    public const int PerLook = 200;

    private static readonly Actor Watch = Actor.System("watch");

    /// <summary>Looks once.</summary>
    public async Task EndAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var orders = await store.ListUnansweredAsync(tenant, SiteCommandKind.DropCopy, now - After, PerLook, cancellationToken);
        foreach (var site in orders.GroupBy(order => order.Site))
        {
            var agents = await store.ListAgentsAsync(tenant, site.Key, cancellationToken);
            foreach (var order in site.Where(order => IsLost(order, agents, now - After)))
            {
                await EndAsync(order, now, cancellationToken);
            }
        }
    }

    // An order for no agent in particular was given when the site had none; whichever came would have answered.
    private static bool IsLost(SiteCommand order, ImmutableArray<SiteAgent> agents, DateTimeOffset since) =>
        !agents.Any(agent => (order.Agent is null || order.Agent == agent.Id) && agent.LastSeen > since);

    // A conflict means that it was answered, or ended by another server, at this moment.
    private Task<CommitResult> EndAsync(SiteCommand order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"Given up: the agent was not heard of for {After.TotalDays:0} days, and has destroyed its copies by itself when it runs again.");
        var audit = ConsoleCommit.Audit(
            Watch, now, "command.given-up", $"command:{order.Id}", success: false,
            ("site", order.Site.Value), ("agent", order.Agent?.Value ?? ""), ("kind", nameof(SiteCommandKind.DropCopy)), ("job", order.Job?.ToString() ?? ""), ("asked", order.At.ToString("u", CultureInfo.InvariantCulture)));
        return store.CommitAsync(
            ConsoleCommit.Of(tenant, [new CommandAnswered(order.Site, order.Id, Ok: false, reason) { ExpectedVersion = 1 }], audit, new FeedEntry(FeedTopic.Command, order.Id, order.Site)), cancellationToken);
    }
}
