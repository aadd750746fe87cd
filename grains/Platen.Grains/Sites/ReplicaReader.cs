using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Sites;

/// <summary>
/// Reads what a site's replica needs next, as rows are now: changes after a cursor, or a snapshot in pages when there is no cursor or it is too old. A snapshot's cursor is taken before its first row is read, so whatever
/// changes meanwhile comes again as a change after it. Keeps nothing between two pages.
/// </summary>
internal sealed class ReplicaReader(IRecordStore store, IRecordQueries queries, ICredentialKeys keys)
{
    /// <summary>Rows of a snapshot in one page.</summary>
    public const int SnapshotRows = 200;

    /// <summary>Feed entries looked at for one page.</summary>
    public const int FeedItems = 200;

    /// <summary>Commands in one page.</summary>
    public const int CommandsMax = 100;

    private const string Users = "users|";
    private const string Queues = "queues|";
    private const string Devices = "devices|";

    /// <summary>The next page; empty when there is nothing new.</summary>
    public async Task<ReplicaPage> ReadAsync(TenantId tenant, Site site, AgentId agent, ReplicaPosition position, CancellationToken cancellationToken)
    {
        if (position.Continuation.Length > 0)
        {
            return await SnapshotPageAsync(tenant, site, position, cancellationToken);
        }

        if (position.Cursor <= 0)
        {
            return await BeginSnapshotAsync(tenant, site, cancellationToken);
        }

        var feed = await store.ReadFeedAsync(tenant, site.Id, position.Cursor, FeedItems, cancellationToken);
        return feed.TooOld ? await BeginSnapshotAsync(tenant, site, cancellationToken) : await ChangesAsync(tenant, site, agent, position, feed, cancellationToken);
    }

    private async Task<ReplicaPage> ChangesAsync(TenantId tenant, Site site, AgentId agent, ReplicaPosition position, FeedPage feed, CancellationToken cancellationToken)
    {
        var changes = ImmutableArray.CreateBuilder<ReplicaChange>();

        // A record that changed several times is sent once, as it is now.
        foreach (var entry in feed.Items.Select(item => item.Entry).DistinctBy(entry => (entry.Topic, entry.Key)))
        {
            if (await ChangeAsync(tenant, site, entry, cancellationToken) is { } change)
            {
                changes.Add(change);
            }
        }

        var wanted = !position.CommandsKnown || feed.Items.Any(item => item.Entry.Topic == FeedTopic.Command);
        return new ReplicaPage
        {
            Code = ReplicaPageCode.Page,
            Changes = changes.ToImmutable(),
            Commands = wanted ? await store.ListOpenCommandsAsync(tenant, site.Id, agent, CommandsMax, cancellationToken) : [],
            Next = new ReplicaPosition { Cursor = Math.Max(position.Cursor, feed.Cursor), CommandsKnown = true },
            More = feed.Items.Length == FeedItems,
        };
    }

    private async Task<ReplicaChange?> ChangeAsync(TenantId tenant, Site site, FeedEntry entry, CancellationToken cancellationToken)
    {
        switch (entry.Topic)
        {
            case FeedTopic.User:
                var user = entry.Removed ? null : await store.FindUserAsync(tenant, UserId.Parse(entry.Key), cancellationToken);
                return user is null ? Removal(entry) : new ReplicaChange { User = user };
            case FeedTopic.Queue:
                var queue = entry.Removed ? null : await store.FindQueueAsync(tenant, QueueId.Parse(entry.Key), cancellationToken);
                return queue is null ? Removal(entry) : new ReplicaChange { Queue = queue };
            case FeedTopic.Device:
                var device = entry.Removed ? null : await store.FindDeviceAsync(tenant, DeviceId.Parse(entry.Key), cancellationToken);
                return device?.Site == site.Id ? new ReplicaChange { Device = device } : Removal(entry);
            case FeedTopic.Tenant:
            case FeedTopic.Site when entry.Key == site.Id.Value:
                return await PolicyAsync(tenant, site, cancellationToken);
            default:
                return null;
        }
    }

    private static ReplicaChange Removal(FeedEntry entry) => new() { Removal = new ReplicaRemoval { Topic = entry.Topic, Id = entry.Key } };

    private async Task<ReplicaChange> PolicyAsync(TenantId tenant, Site site, CancellationToken cancellationToken)
    {
        var row = await store.FindTenantAsync(tenant, cancellationToken) ?? throw new InvalidOperationException($"Tenant '{tenant}' of site '{site.Id}' is not recorded.");
        var current = await store.FindSiteAsync(tenant, site.Id, cancellationToken) ?? site;
        var key = await keys.GetAsync(tenant, cancellationToken);
        return new ReplicaChange { Policy = new ReplicaPolicy { Tenant = row, SiteName = current.Name, CredentialKey = key, Version = row.Version + current.Version, AheadJobsMax = current.AheadJobsMax, AheadBytesMax = current.AheadBytesMax } };
    }

    private async Task<ReplicaPage> BeginSnapshotAsync(TenantId tenant, Site site, CancellationToken cancellationToken)
    {
        // At least 1, because 0 means that nothing was ever read.
        var cursor = Math.Max(1, await store.FeedCursorAsync(tenant, cancellationToken));
        return new ReplicaPage
        {
            Code = ReplicaPageCode.Page,
            SnapshotBegin = true,
            Changes = [await PolicyAsync(tenant, site, cancellationToken)],
            Next = new ReplicaPosition { Cursor = cursor, Continuation = Users },
            More = true,
        };
    }

    private async Task<ReplicaPage> SnapshotPageAsync(TenantId tenant, Site site, ReplicaPosition position, CancellationToken cancellationToken)
    {
        var (kind, after) = Split(position.Continuation);
        var page = new PageRequest(after, SnapshotRows);
        switch (kind)
        {
            case Users:
                var users = await queries.ListUsersAsync(tenant, "", page, cancellationToken);
                return SnapshotPage(position, [.. users.Items.Select(user => new ReplicaChange { User = user })], users.Next.Length > 0 ? Users + users.Next : Queues);
            case Queues:
                var queues = await queries.ListQueuesAsync(tenant, "", page, cancellationToken);
                return SnapshotPage(position, [.. queues.Items.Select(queue => new ReplicaChange { Queue = queue })], queues.Next.Length > 0 ? Queues + queues.Next : Devices);
            default:
                var devices = await queries.ListDevicesAsync(tenant, site.Id, "", page, cancellationToken);
                return SnapshotPage(position, [.. devices.Items.Select(device => new ReplicaChange { Device = device })], devices.Next.Length > 0 ? Devices + devices.Next : "");
        }
    }

    private static ReplicaPage SnapshotPage(ReplicaPosition position, ImmutableArray<ReplicaChange> changes, string continuation) => new()
    {
        Code = ReplicaPageCode.Page,
        SnapshotEnd = continuation.Length == 0,
        Changes = changes,
        Next = position with { Continuation = continuation },
        More = true,
    };

    private static (string Kind, string After) Split(string continuation)
    {
        var bar = continuation.IndexOf('|', StringComparison.Ordinal) + 1;
        var kind = continuation[..bar];
        return kind is Users or Queues or Devices
            ? (kind, continuation[bar..])
            : throw new ArgumentException($"'{continuation}' is no continuation of a snapshot; begin again with ReplicaPosition.After(0).", nameof(continuation));
    }
}
