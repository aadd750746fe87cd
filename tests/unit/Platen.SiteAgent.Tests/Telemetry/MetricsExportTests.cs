using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Tests.Telemetry;

/// <summary>What the agent counts arrives at a receiver of OTLP.</summary>
public sealed class MetricsExportTests : IDisposable
{
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    [Fact]
    public async Task Metrics_ReachTheReceiverThatTheEnvironmentNames()
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var receiver = builder.Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.TrySetResult(Encoding.Latin1.GetString(body.ToArray()));
        });
        await receiver.StartAsync();
        Environment.SetEnvironmentVariable(MetricsExport.Endpoint, receiver.Urls.First());
        Environment.SetEnvironmentVariable(Protocol, "http/protobuf");
        using var export = new MetricsExport();
        await export.StartAsync(CancellationToken.None);
        AgentInstruments.OnDocument(IntakeProtocol.Lpd, IntakeCode.Accepted, 17);

        await Task.Run(() => export.StopAsync(CancellationToken.None));

        var text = await received.Task.WaitAsync(TimeSpan.FromSeconds(20));
        text.ShouldContain("platen.agent.documents");
        text.ShouldContain("platen-agent");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(MetricsExport.Endpoint, null);
        Environment.SetEnvironmentVariable(Protocol, null);
    }
}
