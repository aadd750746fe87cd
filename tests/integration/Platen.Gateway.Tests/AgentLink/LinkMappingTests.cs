using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Gateway.AgentLink;
using Platen.Gateway.Api.Sites;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>What an agent says of itself reaches console and REST, and no more of it than has room there.</summary>
public sealed class LinkMappingTests
{
    private static readonly AgentId Agent = AgentId.Parse("north-1");

    [Fact]
    public void Heartbeat_WithMoreThanItMayHave_IsCut()
    {
        var source = new Heartbeat { SpoolAlarm = "<b>", SpoolAlarmMeasure = "disk", SpoolAlarmPercent = 400 };
        source.ListeningFaults.Add(Enumerable.Range(0, 20).Select(i => $"Port {i}\n" + new string('x', 300)));

        var beat = LinkMapping.ToHeartbeat(Agent, source, gateway: null);

        (beat.SpoolAlarm, beat.SpoolAlarmPercent, beat.ListeningFaults.Length).ShouldBe(("", 100, 16));
        beat.ListeningFaults.ShouldAllBe(fault => fault.Length <= 200 && !fault.Contains('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void Agent_WithAPortThatCannotBeOpened_SaysSoOverRest()
    {
        var beat = new AgentHeartbeat { Agent = Agent, SpoolAlarm = "warning", SpoolAlarmMeasure = "disk", SpoolAlarmPercent = 91, ListeningFaults = ["Port 10012 is taken."] };

        var json = AgentJson.Of(new AgentView { Agent = new Domain.Sites.SiteAgent { Tenant = Domain.Tenants.TenantId.Parse("acme"), Site = SiteId.Parse("north"), Id = Agent }, Online = true, LastHeartbeat = beat });

        (json.SpoolAlarm, json.SpoolAlarmPercent, json.ListeningFaults.Single()).ShouldBe(("warning", 91, "Port 10012 is taken."));
    }
}
