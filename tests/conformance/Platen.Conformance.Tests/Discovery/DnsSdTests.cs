using System.Globalization;
using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Discovery;

/// <summary>The agent makes its queues known through a real avahi-daemon, so that telephones and driverless desktops find them.</summary>
public sealed class DnsSdTests
{
    [Theory]
    [InlineData("_ipp._tcp")]
    [InlineData("_ipps._tcp")]
    [InlineData("_universal._sub._ipp._tcp")]
    [InlineData("_universal._sub._ipps._tcp")]
    [InlineData("_print._sub._ipp._tcp")]
    [InlineData("_print._sub._ipps._tcp")]
    public async Task Queues_AreFoundByTypeAndSubType(string type)
    {
        await using var avahi = await AvahiDaemon.StartAsync();
        await using var agent = await StartAsync(avahi);

        var found = await FindAsync(avahi, type, RunningAgent.QueueCount);

        var line = found.Single(service => service.Contains("rp=ipp/print/follow-me", StringComparison.Ordinal));
        var port = type.Contains("_ipps", StringComparison.Ordinal) ? agent.IppsPort : agent.IppPort;
        line.ShouldContain($";{port.ToString(CultureInfo.InvariantCulture)};");
        foreach (var word in (string[])["follow-me", "txtvers=1", "pdl=application/octet-stream,application/pdf,image/urf,image/pwg-raster", "URF=V1.4", "Color=T", "Duplex=T", "UUID=", "TLS=1.2"])
        {
            line.ShouldContain(word);
        }
    }

    // catches: publishers that outlive the agent; its queues would stay on telephones for ever
    [Fact]
    public async Task Queues_OfAnAgentThatHasStopped_AreGone()
    {
        await using var avahi = await AvahiDaemon.StartAsync();
        await using (await StartAsync(avahi))
        {
            await FindAsync(avahi, "_ipp._tcp", RunningAgent.QueueCount);
        }

        await FindAsync(avahi, "_ipp._tcp", 0);
    }

    // the program finds the bus by its environment, which is this process' own
    private static Task<RunningAgent> StartAsync(AvahiDaemon avahi)
    {
        Environment.SetEnvironmentVariable(avahi.Address.Name, avahi.Address.Value);
        return RunningAgent.StartAsync("--Discovery:Mode=On");
    }

    private static async Task<string[]> FindAsync(AvahiDaemon avahi, string type, int count)
    {
        string[] found = [];
        for (var attempt = 0; attempt < 40; attempt++)
        {
            found = await avahi.BrowseAsync(type);
            if (found.Length == count)
            {
                return found;
            }
        }

        found.Length.ShouldBe(count, string.Join('\n', found));
        return found;
    }
}
