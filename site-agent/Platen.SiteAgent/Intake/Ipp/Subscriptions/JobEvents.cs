using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>Tells subscribers what happens to jobs. While nobody subscribes, it does nothing and remembers nothing.</summary>
internal sealed class JobEvents(IppJobs jobs, SubscriptionStore store, PrinterClock clock, IServiceProvider services)
{
    private const string Created = "The job was created.";

    private readonly ConcurrentDictionary<int, Told> _told = new();
    private readonly ConcurrentDictionary<JobId, ReleaseId> _printing = new();

    /// <summary>What subscribers know of a job.</summary>
    private readonly record struct Told(IppJobState State, string Reason, int Impressions);

    /// <summary>The job of that number, whoever asks.</summary>
    public IppJobView? Find(int number) => jobs.FindAny(number);

    /// <summary>A subscription to a job has been made; if with the job, it hears of its creation, and of its end, if that was faster.</summary>
    public void Begin(Subscription subscription, bool isWithJob)
    {
        if (subscription.Job is not { } number || Find(number) is not { } job)
        {
            return;
        }

        if (isWithJob)
        {
            subscription.Offer(Of(NotifyEvents.JobCreated, job, Created));
        }

        if (job.HasEnded)
        {
            subscription.Offer(Of(NotifyEvents.JobCompleted, job, EndOf(job)));
            store.Complete(job);
        }
    }

    /// <summary>A job of the spool has changed.</summary>
    public void OnChange(JobChange change)
    {
        if (change.Job is not { } held)
        {
            return;
        }

        if (!store.HasAny)
        {
            _told.Clear();
            _printing.Clear();
            return;
        }

        NotePrinting(change.Kind, held);
        var view = change.Kind == JobChangeKind.Removed ? jobs.FindLast(held.Id) : jobs.View(held);
        if (view is not null)
        {
            Tell(view, change.Kind == JobChangeKind.Added);
        }

        if (change.Kind == JobChangeKind.Removed && view is not null)
        {
            _told.TryRemove(view.Number, out _);
        }
    }

    /// <summary>A job that waits for its document was made, or has ended.</summary>
    public void OnCreated(IppJobView job)
    {
        if (store.HasAny)
        {
            Tell(job, isNew: true);
        }
    }

    /// <summary>Looks how far the jobs are that are being printed.</summary>
    public void LookAtProgress()
    {
        if (!store.HasAny || services.GetService<ReleaseBoard>() is not { } board)
        {
            return;
        }

        foreach (var (id, release) in _printing)
        {
            if (board.Find(release) is { PagesPrinted: { } pages, Ended: false } && jobs.FindLast(id) is { } view && _told.TryGetValue(view.Number, out var told) && told.Impressions != pages)
            {
                _told[view.Number] = told with { Impressions = pages };
                store.Publish(view, Of(NotifyEvents.JobProgress, view with { Printed = pages }, string.Create(CultureInfo.InvariantCulture, $"{pages} pages are printed.")));
            }
        }
    }

    private static string EndOf(IppJobView job) => $"The job has ended: {job.StateReason}.";

    private static Told ToldOf(IppJobView job) => new(job.State, job.StateReason, 0);

    private void NotePrinting(JobChangeKind kind, HeldJob job)
    {
        if (kind != JobChangeKind.Removed && job.Release is { } release)
        {
            _printing[job.Id] = release.Id;
        }
        else
        {
            _printing.TryRemove(job.Id, out _);
        }
    }

    private void Tell(IppJobView job, bool isNew)
    {
        var now = ToldOf(job);
        var isKnown = _told.TryGetValue(job.Number, out var told);
        _told[job.Number] = isKnown ? now with { Impressions = told.Impressions } : now;
        if (isKnown && told.State == now.State && told.Reason == now.Reason)
        {
            return;
        }

        if (job.HasEnded)
        {
            store.Publish(job, Of(NotifyEvents.JobCompleted, job, EndOf(job)));
            store.Complete(job);
        }
        else if (isNew && !isKnown)
        {
            store.Publish(job, Of(NotifyEvents.JobCreated, job, Created));
        }
        else if (isKnown || job.State == IppJobState.Processing)
        {
            store.Publish(job, Of(NotifyEvents.JobStateChanged, job, $"The job's state has changed: {job.StateReason}."));
        }
    }

    private Occurrence Of(string kind, IppJobView job, string text)
    {
        var attributes = ImmutableArray.CreateBuilder<IppAttribute>();
        attributes.Add(Number(NotifyNames.JobId, IppTag.Integer, job.Number));
        attributes.Add(Number(IppNames.JobId, IppTag.Integer, job.Number));
        attributes.Add(Number(IppNames.JobState, IppTag.Enum, (int)job.State));
        attributes.Add(new IppAttribute(IppNames.JobStateReasons, [new IppStringValue(IppTag.Keyword, job.StateReason)]));
        if (kind is NotifyEvents.JobProgress or NotifyEvents.JobCompleted)
        {
            attributes.Add(Number(IppNames.JobImpressionsCompleted, IppTag.Integer, job.ImpressionsCompleted));
        }

        return new Occurrence(kind, clock.Now, clock.UpTime, text, attributes.ToImmutable());
    }

    private static IppAttribute Number(string name, IppTag tag, int value) => new(name, [new IppIntegerValue(tag, value)]);
}
