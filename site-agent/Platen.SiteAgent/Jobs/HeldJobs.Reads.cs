using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Jobs;

/// <summary>What is asked of the held jobs: lists from memory, documents from the spool.</summary>
internal sealed partial class HeldJobs
{
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return index.Count;
            }
        }
    }

    public HeldJob? Find(JobId id)
    {
        lock (_gate)
        {
            return index.Find(id);
        }
    }

    public IReadOnlyList<HeldJob> ListOwnedBy(UserId user, int limit)
    {
        lock (_gate)
        {
            return index.OwnedBy(user, limit);
        }
    }

    public HeldUsage UsageOf(UserId user)
    {
        lock (_gate)
        {
            return index.UsageOf(user);
        }
    }

    public IReadOnlyList<HeldJob> ListSentBy(JobSender sender, int limit)
    {
        lock (_gate)
        {
            return index.SentBy(sender, limit);
        }
    }

    public IReadOnlyList<HeldJob> ListAll(JobId? after, int limit)
    {
        lock (_gate)
        {
            return index.After(after, limit);
        }
    }

    public IReadOnlyList<HeldJob> ListUnclaimed(string login, int limit)
    {
        lock (_gate)
        {
            return index.Unclaimed(login, limit);
        }
    }

    public IReadOnlyList<string> ListUnclaimedLogins(int limit)
    {
        lock (_gate)
        {
            return index.UnclaimedLogins(limit);
        }
    }

    public IReadOnlyList<HeldJob> ListInterruptedReleases()
    {
        lock (_gate)
        {
            return [.. index.All.Where(job => job.IsInterrupted)];
        }
    }

    /// <summary>Jobs whose time is over and that no release has.</summary>
    public IReadOnlyList<HeldJob> ListExpired(DateTimeOffset now, int limit)
    {
        lock (_gate)
        {
            return [.. index.Expired(now, limit).Where(job => job.Release is null)];
        }
    }

    /// <summary>Jobs with data in this segment.</summary>
    public IReadOnlyList<HeldJob> ListInSegment(uint segment)
    {
        lock (_gate)
        {
            return [.. index.All.Where(job => job.Place.Segment == segment)];
        }
    }

    public async ValueTask<SpoolReader> OpenAsync(JobId id, CancellationToken cancellationToken = default) =>
        await OpenAsync(id, documents.OpenReader, cancellationToken);

    public async ValueTask<SealedSpoolReader> OpenSealedAsync(JobId id, CancellationToken cancellationToken = default) =>
        await OpenAsync(id, documents.OpenSealedReader, cancellationToken);

    private async ValueTask<TReader> OpenAsync<TReader>(JobId id, Func<StoredDocument, TReader> open, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HeldJob job;
            StoredDocument document;
            lock (_gate)
            {
                job = index.Find(id) ?? throw new JobGoneException(id);
                document = documents.Open(job); // under the lock, so that the place is not given away in between
            }

            try
            {
                return open(document);
            }
            catch (SpoolDamagedException)
            {
                document.Dispose();
                if (!await HasChangedAsync(job))
                {
                    throw;
                }
            }
        }
    }

    // The key may just have been destroyed by a deletion, or by a move, that is being committed.
    private async ValueTask<bool> HasChangedAsync(HeldJob job)
    {
        Task? pending;
        lock (_gate)
        {
            _pending.TryGetValue(job.Id, out pending);
        }

        if (pending is not null)
        {
            await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Find(job.Id) is not { } now || now.Place != job.Place;
    }
}
