using System.Collections.Concurrent;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Access;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>All subscriptions, in memory: a client whose subscription is not found after the agent's restart subscribes anew. Thread-safe.</summary>
internal sealed class SubscriptionStore(PrinterClock clock)
{
    private readonly ConcurrentDictionary<int, Subscription> _all = new();
    private readonly Lock _gate = new();
    private int _last;

    /// <summary>Whether anybody wants to hear of anything.</summary>
    public bool HasAny => !_all.IsEmpty;

    public int Count => _all.Count;

    /// <summary>Makes a subscription; null: there are too many.</summary>
    public Subscription? TryAdd(IppCall call, SubscriptionRequest request, int? job)
    {
        lock (_gate)
        {
            RemoveExpired();
            if (_all.Count >= SubscriptionLimits.SubscriptionsMax || _all.Values.Count(known => known.Owner.Source == call.Caller.Source) >= SubscriptionLimits.PerAddressMax)
            {
                AgentInstruments.OnSubscriptionRefused();
                return null;
            }

            var until = job is null ? clock.Now.AddSeconds(request.LeaseSeconds) : DateTimeOffset.MaxValue;
            var made = new Subscription(++_last, call.Queue.QueueId, call.PrinterUri, call.Caller, request, job, until);
            _all[made.Id] = made;
            return made;
        }
    }

    /// <summary>The caller's subscription of that number in that queue.</summary>
    public Subscription? Find(IppCall call, int id) =>
        _all.TryGetValue(id, out var found) && found.Queue == call.Queue.QueueId && found.IsOf(call.Caller) && !IsExpired(found) ? found : null;

    /// <summary>The caller's subscriptions in that queue: of a job, or of the queue itself; by their numbers.</summary>
    public IEnumerable<Subscription> List(IppCall call, int? job) =>
        _all.Values.Where(found => found.Queue == call.Queue.QueueId && found.Job == job && found.IsOf(call.Caller) && !IsExpired(found)).OrderBy(found => found.Id);

    public void Remove(Subscription subscription) => _all.TryRemove(subscription.Id, out _);

    /// <summary>Forgets what is over, and the subscriptions of queues that are gone.</summary>
    public void RemoveExpired(Func<string, bool>? isQueueKnown = null)
    {
        foreach (var subscription in _all.Values.Where(known => IsExpired(known) || isQueueKnown?.Invoke(known.Queue) == false))
        {
            _all.TryRemove(subscription.Id, out _);
        }
    }

    /// <summary>Something happened to a queue.</summary>
    public void Publish(string queue, Occurrence occurrence)
    {
        foreach (var subscription in _all.Values.Where(known => known.Queue == queue))
        {
            subscription.Offer(occurrence);
        }
    }

    /// <summary>Something happened to a job: those hear of it who may see it (PR22).</summary>
    public void Publish(IppJobView job, Occurrence occurrence)
    {
        foreach (var subscription in _all.Values.Where(known => known.Queue == job.Queue && Concerns(known, job)))
        {
            subscription.Offer(occurrence);
        }
    }

    /// <summary>A job has ended, and with it the subscriptions to it.</summary>
    public void Complete(IppJobView job)
    {
        foreach (var subscription in _all.Values.Where(known => known.Job == job.Number))
        {
            subscription.Complete(clock.Now + SubscriptionLimits.EventLife);
        }
    }

    private static bool Concerns(Subscription subscription, IppJobView job) =>
        (subscription.Job is null || subscription.Job == job.Number) && subscription.Owner.MaySee(job.User, job.Source, job.Owner, job.Ticket.Authenticated);

    private bool IsExpired(Subscription subscription) => subscription.LeaseUntil <= clock.Now;
}
