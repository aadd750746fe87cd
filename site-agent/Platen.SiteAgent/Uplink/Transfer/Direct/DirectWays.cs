using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Rpc.Client;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>Dials holders directly, and remembers for a while which could not be reached so, or broke off. Thread-safe.</summary>
internal sealed partial class DirectWays(AgentIdentityFile identities, IOptions<TransferOptions> options, TimeProvider time, ILogger<DirectWays> logger)
{
    /// <summary>Holders remembered; the oldest is forgotten first.</summary>
    private const int RememberedMax = 1_000;

    /// <summary>A line that is cut without a word is found dead after twice that.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<AgentName, long> _avoided = [];

    /// <summary>Whether this agent takes offers at all.</summary>
    public bool IsOn => options.Value.DirectConnectMax > TimeSpan.Zero;

    /// <summary>A connection to the agent of an offer, made when it is first used. Null: the offer names nobody that can be dialled, or one that could not be reached of late.</summary>
    public RpcChannel? TryDial(DirectOffer offer)
    {
        if (identities.TryRead() is not { } own || NameOf(offer, own) is not { } holder || IsAvoided(holder)
            || !Uri.TryCreate(offer.Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.AbsolutePath != "/")
        {
            return null;
        }

        var limits = new RpcChannelOptions { ConnectTimeout = options.Value.DirectConnectMax, KeepAlivePingDelay = PingEvery, KeepAlivePingTimeout = PingEvery };
        return RpcChannel.Create(new SocketsHttpHandler { SslOptions = DirectTrust.ToHolder(own, holder), UseProxy = false }, address, limits, time);
    }

    /// <summary>The direct way to this holder failed: it is not tried for <see cref="TransferOptions.DirectAvoid"/>.</summary>
    public void Avoid(DirectOffer offer, string reason)
    {
        if (identities.TryRead() is not { } own || NameOf(offer, own) is not { } holder)
        {
            return;
        }

        LogAvoided(holder.Site, holder.Agent, offer.Address, options.Value.DirectAvoid, reason);
        lock (_gate)
        {
            if (_avoided.Count >= RememberedMax)
            {
                _avoided.Remove(_avoided.MinBy(entry => entry.Value).Key);
            }

            _avoided[holder] = time.GetTimestamp();
        }
    }

    private bool IsAvoided(AgentName holder)
    {
        lock (_gate)
        {
            return _avoided.TryGetValue(holder, out var since) && time.GetElapsedTime(since) < options.Value.DirectAvoid;
        }
    }

    private static AgentName? NameOf(DirectOffer offer, AgentIdentity own) =>
        SiteId.TryParse(offer.SiteId, out var site) && AgentId.TryParse(offer.AgentId, out var agent) ? new AgentName(own.Tenant, site, agent) : null;

    [LoggerMessage(2191, LogLevel.Information, "Agent {Site}/{Agent} cannot be reached directly at {Address}; its documents come through the server for {Time}: {Reason}")]
    private partial void LogAvoided(SiteId site, AgentId agent, string address, TimeSpan time, string reason);
}
