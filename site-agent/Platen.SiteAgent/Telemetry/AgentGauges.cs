using System.Diagnostics.Metrics;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Alarms;

namespace Platen.SiteAgent.Telemetry;

/// <summary>What can be read at any time, for the meter <c>Platen.SiteAgent</c>: jobs held, space, facts that wait for the server, what is open now.</summary>
internal sealed class AgentGauges(IHeldJobs jobs, IAgentJournal journal, SpoolSpace space, SpoolAlarms alarms, JobReceiver receiver, SubscriptionStore subscriptions, ConnectionGate connections) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = AgentInstruments.Meter;
        meter.CreateObservableGauge("platen.agent.jobs.held", () => jobs.Count, description: "Jobs that the site holds.");
        meter.CreateObservableGauge("platen.agent.spool.bytes", () => space.Used, "By", "Bytes of documents on disk.");
        meter.CreateObservableGauge("platen.agent.spool.free", () => space.Free, "By", "Bytes that are free on the spool's disk.");
        meter.CreateObservableGauge("platen.agent.events.waiting", () => (long)(journal.LastSequence - journal.AcknowledgedThrough), description: "Facts that the server has not committed yet.");
        meter.CreateObservableGauge("platen.agent.documents.open", () => receiver.OpenReceptions, description: "Documents that come in at this moment.");
        meter.CreateObservableGauge("platen.agent.connections.open", () => connections.Open, description: "Connections of workstations and devices.");
        meter.CreateObservableGauge("platen.agent.subscriptions", () => subscriptions.Count, description: "IPP subscriptions.");
        meter.CreateObservableGauge("platen.agent.spool.fill", () => alarms.All.Select(alarm => new Measurement<int>(alarm.Percent, new KeyValuePair<string, object?>("measure", alarm.Measure))), "%", "How full the spool is.");
        meter.CreateObservableGauge(
            "platen.agent.spool.alarm", () => alarms.All.Select(alarm => new Measurement<int>((int)alarm.Level - 1, new KeyValuePair<string, object?>("measure", alarm.Measure))), description: "0: none, 1: notice, 2: warning, 3: critical.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
