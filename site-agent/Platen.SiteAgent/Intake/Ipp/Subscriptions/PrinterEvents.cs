using System.Collections.Immutable;
using Platen.Domain.Queues;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Printer;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake.Ipp.Subscriptions;

/// <summary>Looks at the queues every few seconds, and tells subscribers what changed; forgets subscriptions whose time is over.</summary>
internal sealed class PrinterEvents(PrinterRecords printers, SubscriptionStore store, JobEvents jobs, IReplica replica, PrinterClock clock, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks once.</summary>
    public void Look()
    {
        foreach (var change in printers.Refresh())
        {
            if (change.IsOfState)
            {
                store.Publish(change.Queue, Of(change.HasStopped ? NotifyEvents.PrinterStopped : NotifyEvents.PrinterStateChanged, change.Status, TextOf(change.Status)));
            }

            if (change.IsOfConfiguration)
            {
                store.Publish(change.Queue, Of(NotifyEvents.PrinterConfigChanged, change.Status, "The printer's settings have changed."));
            }
        }

        jobs.LookAtProgress();
        store.RemoveExpired(id => QueueId.TryParse(id, out var queue) && replica.FindQueue(queue) is not null);
        printers.Forget();
    }

    private static string TextOf(PrinterStatus status) => status.Message.Length > 0 ? status.Message : $"The printer is {status.State switch { IppPrinterState.Stopped => "stopped", IppPrinterState.Processing => "printing", _ => "idle" }}.";

    private Occurrence Of(string kind, PrinterStatus status, string text)
    {
        ImmutableArray<IppAttribute> attributes =
        [
            new(IppNames.PrinterState, [new IppIntegerValue(IppTag.Enum, (int)status.State)]),
            new(IppNames.PrinterStateReasons, [.. status.Reasons.Select(IppValue (reason) => new IppStringValue(IppTag.Keyword, reason))]),
            new(IppNames.PrinterIsAcceptingJobs, [new IppBooleanValue(true)]),
        ];
        return new Occurrence(kind, clock.Now, clock.UpTime, text, attributes);
    }
}
