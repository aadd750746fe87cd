using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Intake;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Nobody can keep the others out by opening connections, and whoever is refused is counted.</summary>
public sealed class ConnectionGateTests
{
    private static readonly IPAddress First = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Second = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void Address_WithAsManyAsAllowed_GetsNoMore_AndOthersDo()
    {
        var gate = Gate(all: 100, each: 2);
        using var one = gate.TryEnter(First);
        var two = gate.TryEnter(First.MapToIPv6());

        gate.TryEnter(First).ShouldBeNull();
        using var other = gate.TryEnter(Second);
        other.ShouldNotBeNull();
        two!.Dispose();
        two.Dispose();

        using var again = gate.TryEnter(First);
        again.ShouldNotBeNull();
        gate.Open.ShouldBe(3);
    }

    [Fact]
    public void Site_WithAsManyAsAllowed_TakesNobodyMore()
    {
        var gate = Gate(all: 2, each: 2);
        using var one = gate.TryEnter(First);
        using var two = gate.TryEnter(Second);

        gate.TryEnter(IPAddress.Loopback).ShouldBeNull();
    }

    [Fact]
    public async Task RawPort_OneConnectionTooMany_IsClosedAtOnce_AndCounted()
    {
        var refused = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Name == "platen.agent.connections.refused") { l.EnableMeasurementEvents(instrument); } } };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref refused, count));
        listener.Start();
        await using var host = await IntakeHost.StartAsync(intake: options => options.ConnectionsPerAddressMax = 2);
        await IntakeHost.UntilAsync(() => host.Get<ConnectionGate>().Open == 0, () => "the first look at the ports to end");
        using var first = new WireClient(host.RawPort);
        using var second = new WireClient(host.RawPort);
        await first.SendAsync([1]);
        await second.SendAsync([1]);
        await host.ReceptionsAsync(2);

        using var third = new WireClient(host.RawPort);

        (await third.AnswerAsync()).ShouldBeLessThan(0);
        Volatile.Read(ref refused).ShouldBeGreaterThan(0);
        host.Get<ConnectionGate>().Open.ShouldBe(2);
    }

    private static ConnectionGate Gate(int all, int each) => new(Microsoft.Extensions.Options.Options.Create(new IntakeOptions { ConnectionsMax = all, ConnectionsPerAddressMax = each }));
}
