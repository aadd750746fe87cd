using Platen.SiteAgent.Intake.Ipp.Access;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>A subscription (RFC 3995, 5): what somebody wants to hear of, and what has happened since. Thread-safe.</summary>
internal sealed class Subscription(int id, string queue, string printerUri, IppCaller owner, SubscriptionRequest request, int? job, DateTimeOffset leaseUntil)
{
    private readonly Lock _gate = new();
    private readonly Queue<Notification> _kept = new();
    private readonly HashSet<string> _once = [];
    private int _last;
    private DateTimeOffset _progressAt = DateTimeOffset.MinValue;

    public int Id => id;

    public string Queue => queue;

    /// <summary>The queue's URI as the subscriber reached it.</summary>
    public string PrinterUri => printerUri;

    public IppCaller Owner => owner;

    public SubscriptionRequest Request => request;

    /// <summary>The job that it is about; null: the queue, and the owner's jobs in it.</summary>
    public int? Job => job;

    /// <summary>The lease as granted last, in seconds.</summary>
    public int LeaseSeconds { get; private set; } = request.LeaseSeconds;

    /// <summary>When it ends; of a job's: when the job has ended, and not before.</summary>
    public DateTimeOffset LeaseUntil { get; private set; } = leaseUntil;

    /// <summary>The newest notification's number.</summary>
    public int LastSequence
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>Whether nothing more will happen: its job has ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether the caller may read and end it: by proof, its owner; else whoever has the same name and address.</summary>
    public bool IsOf(IppCaller caller) => owner.UserId is { } user ? caller.UserId == user : caller.UserId is null && caller.Name == owner.Name && caller.Source == owner.Source;

    public void Renew(int seconds, DateTimeOffset now)
    {
        lock (_gate)
        {
            (LeaseSeconds, LeaseUntil) = (seconds, now.AddSeconds(seconds));
        }
    }

    /// <summary>Its job has ended: what it has is kept for so long.</summary>
    public void Complete(DateTimeOffset until)
    {
        lock (_gate)
        {
            (IsComplete, LeaseUntil) = (true, until);
        }
    }

    /// <summary>Keeps an occurrence, if it was subscribed to.</summary>
    public void Offer(Occurrence occurrence)
    {
        if (SubscribedTo(occurrence.Kind) is not { } subscribed)
        {
            return;
        }

        lock (_gate)
        {
            // a job is created once and ends once, whoever tells of it first
            if (job is not null && occurrence.Kind is (NotifyEvents.JobCreated or NotifyEvents.JobCompleted) && !_once.Add(occurrence.Kind))
            {
                return;
            }

            if (occurrence.Kind == NotifyEvents.JobProgress)
            {
                if (occurrence.At - _progressAt < TimeSpan.FromSeconds(request.TimeInterval))
                {
                    return;
                }

                _progressAt = occurrence.At;
            }

            _kept.Enqueue(new Notification(++_last, subscribed, occurrence));
            if (_kept.Count > SubscriptionLimits.EventsKept)
            {
                _kept.Dequeue();
            }
        }
    }

    /// <summary>What is kept from that number on, oldest first.</summary>
    public IReadOnlyList<Notification> Read(int from, DateTimeOffset now)
    {
        lock (_gate)
        {
            while (_kept.TryPeek(out var oldest) && now - oldest.Occurrence.At > SubscriptionLimits.EventLife)
            {
                _kept.Dequeue();
            }

            return [.. _kept.Where(kept => kept.Sequence >= from)];
        }
    }

    private string? SubscribedTo(string kind) =>
        request.Events.Contains(kind) ? kind : NotifyEvents.Including(kind) is { } including && request.Events.Contains(including) ? including : null;
}
