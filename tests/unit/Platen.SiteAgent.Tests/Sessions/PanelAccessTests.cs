using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Tests.Sessions;

public sealed class PanelAccessTests
{
    private readonly PanelAccess _access = new(new CachedHostAddresses(TimeProvider.System, NullLogger<CachedHostAddresses>.Instance));

    [Theory]
    [InlineData("", "10.1.2.3", "10.1.2.3", true)]
    [InlineData("", "10.1.2.3", "::ffff:10.1.2.3", true)]
    [InlineData("", "10.1.2.3", "10.1.2.4", false)]
    [InlineData("", "localhost", "127.0.0.1", true)]
    [InlineData("", "", "127.0.0.1", false)]
    [InlineData("10.9.0.0/16", "10.1.2.3", "10.1.2.3", false)]
    [InlineData("10.9.0.0/16", "", "10.9.255.1", true)]
    [InlineData("10.9.1.77/24", "", "10.9.1.1", true)]
    [InlineData("10.9.1.77/25", "", "10.9.1.200", false)]
    [InlineData("0.0.0.0/0", "", "203.0.113.9", true)]
    [InlineData("0.0.0.0/0", "", "2001:db8::1", false)]
    [InlineData("2001:db8::/33", "", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "", "2001:db8:8000::1", false)]
    [InlineData("192.0.2.1,nonsense,10.0.0.1", "", "10.0.0.1", true)]
    [InlineData("nonsense/8", "", "10.0.0.1", false)]
    [InlineData("10.0.0.0/99", "", "10.0.0.0", false)]
    [InlineData("10.0.0.0/-1", "", "10.0.0.0", false)]
    public async Task Address_AgainstTheDevicesList_IsAllowedOrNot(string entries, string host, string source, bool allowed)
    {
        var device = new ReplicaDevice { Host = host };
        device.PanelAddresses.AddRange(entries.Split(',', StringSplitOptions.RemoveEmptyEntries));

        (await _access.IsAllowedAsync(device, IPAddress.Parse(source), default)).ShouldBe(allowed);
    }
}
