using System.Diagnostics.Metrics;
using Platen.Contracts.AgentLink.V1;
using Platen.Pdl;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Rendering.Sandbox;

namespace Platen.SiteAgent.Telemetry;

/// <summary>What is counted at a site; meter <c>Platen.SiteAgent</c>. A document or a connection that was refused shows here with the reason.</summary>
internal static class AgentInstruments
{
    /// <summary>The meter, for the gauges.</summary>
    public static readonly Meter Meter = new("Platen.SiteAgent");

    private static readonly Counter<long> Documents =
        Meter.CreateCounter<long>("platen.agent.documents", description: "Documents that were sent, by protocol and by what became of them.");

    private static readonly Counter<long> DocumentBytes =
        Meter.CreateCounter<long>("platen.agent.document.bytes", "By", "Bytes of documents that were accepted, by protocol.");

    private static readonly Counter<long> RefusedConnections =
        Meter.CreateCounter<long>("platen.agent.connections.refused", description: "Connections that were closed at once because too many were open, by which limit.");

    private static readonly Counter<long> RefusedSubscriptions =
        Meter.CreateCounter<long>("platen.agent.subscriptions.refused", description: "IPP subscriptions that were not made because there were too many.");

    private static readonly Counter<long> Releases =
        Meter.CreateCounter<long>("platen.agent.releases", description: "Releases that ended, by outcome.");

    private static readonly Counter<long> Renders =
        Meter.CreateCounter<long>("platen.agent.renders", description: "Runs of a renderer (page counting, conversion), by how they ended: at which limit, too.");

    private static readonly Counter<long> UnlistedLogins =
        Meter.CreateCounter<long>("platen.agent.logins.unlisted", description: "Failed logins over IPPS that were counted only, because too many came.");

    private static readonly Counter<long> Limits = Meter.CreateCounter<long>("platen.agent.limits", description: "Times that a limit was reached, by its name.");

    private static readonly Counter<long> Pages =
        Meter.CreateCounter<long>("platen.agent.documents.pages", description: "Accepted documents, by whether their pages are known (counted), wait for a second look, or cannot be told.");

    /// <summary>One of <see cref="LimitNames"/> was reached.</summary>
    public static void OnLimit(string limit) => Limits.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public static void OnPages(PdlReport report) => Pages.Add(
        1, new KeyValuePair<string, object?>("result", report.Pages.IsTrusted ? "counted" : report.Pages.NeedsRender || report.Pages.NeedsWholeDocument ? "second-look" : "unknown"));

    /// <summary>A document that its sender broke off, or that was refused before its end.</summary>
    public static void OnDocumentBroken(IntakeProtocol protocol, IntakeCode? refusal) =>
        Documents.Add(1, new("protocol", Name(protocol)), new("result", refusal?.ToString() ?? "BrokenOff"));

    public static void OnLoginUnlisted() => UnlistedLogins.Add(1);

    public static void OnDocument(IntakeProtocol protocol, IntakeCode code, long bytes)
    {
        Documents.Add(1, new("protocol", Name(protocol)), new("result", code.ToString()));
        if (code == IntakeCode.Accepted)
        {
            DocumentBytes.Add(bytes, new KeyValuePair<string, object?>("protocol", Name(protocol)));
        }
    }

    public static void OnConnectionRefused(string limit) => RefusedConnections.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public static void OnSubscriptionRefused() => RefusedSubscriptions.Add(1);

    public static void OnReleaseFinished(ReleaseOutcome outcome) => Releases.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public static void OnRender(SandboxEndCode end) => Renders.Add(1, new KeyValuePair<string, object?>("result", end.ToString()));

    private static string Name(IntakeProtocol protocol) => protocol.ToString();
}
