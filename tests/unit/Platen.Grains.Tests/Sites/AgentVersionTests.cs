using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Sites;

/// <summary>LG02: an agent's upgrade, and the way back, are on record, each once.</summary>
public sealed class AgentVersionTests : IAsyncLifetime
{
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Version_ThatIsAnotherOne_IsRecordedOnce()
    {
        foreach (var version in new[] { "1.0.0", "1.0.0", "1.1.0", "1.1.0", "1.0.0" })
        {
            await _branch.Site.HeartbeatAsync(new AgentHeartbeat { Agent = Branch.Agent, AgentVersion = version }, CancellationToken.None);
            _host.Time.Advance(TimeSpan.FromMinutes(2));
        }

        var told = _host.Records.Audit.Select(row => row.Entry).Where(entry => entry.Action == "agent.version-changed").ToList();
        told.Select(entry => $"{Detail(entry, "before")} → {Detail(entry, "after")}").ShouldBe(["1.0.0 → 1.1.0", "1.1.0 → 1.0.0"]);
    }

    private static string Detail(Platen.Domain.Audit.AuditEntry entry, string name) => entry.Details[name];
}
