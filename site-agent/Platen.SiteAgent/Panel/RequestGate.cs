using System.Net;
using System.Threading.RateLimiting;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Panel;

/// <summary>What every request passes first: not too many from one address, a device that is known and on, an address that may open its panel.</summary>
internal sealed class RequestGate(IReplica replica, PanelAccess access) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _rates = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = PanelLimits.RequestsBurst,
            TokensPerPeriod = PanelLimits.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>The device, or the problem.</summary>
    public async ValueTask<(ReplicaDevice? Device, PanelProblem? Problem)> EnterAsync(HttpContext context, string device)
    {
        var source = context.Connection.RemoteIpAddress;
        using var lease = _rates.AttemptAcquire(source is null ? IPAddress.None : PanelAccess.Plain(source));
        if (!lease.IsAcquired)
        {
            AgentInstruments.OnLimit(LimitNames.PanelRequests);
            return (null, PanelProblem.TooManyRequests);
        }

        if (!DeviceId.TryParse(device, out var id) || replica.FindDevice(id) is not { Enabled: true } found)
        {
            return (null, PanelProblem.DeviceUnknown);
        }

        return await access.IsAllowedAsync(found, source, context.RequestAborted) ? (found, null) : (null, PanelProblem.AddressNotAllowed);
    }

    public void Dispose() => _rates.Dispose();

    /// <summary>The address that is journaled.</summary>
    public static string SourceOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? PanelAccess.Plain(address).ToString() : "";
}
