using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Identity;

namespace Platen.SiteAgent.Uplink;

/// <summary>Keeps the life line to the cluster: dials, runs a session until it breaks, waits, dials again; renews the certificate in time. The agent's services never wait for it.</summary>
internal sealed partial class LinkService(
    AgentIdentityFile identities,
    Enrolment enrolment,
    LinkSessionFactory sessions,
    GatewayAddresses gateways,
    LinkState state,
    TimeProvider time,
    ILogger<LinkService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(60);
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            var begun = time.GetTimestamp();
            var reason = await RunOnceAsync(stoppingToken);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            state.Lost(reason);
            gateways.Next();
            pause = time.GetElapsedTime(begun) > StableAfter ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            // full jitter: 500 agents that lost one gateway do not come back in one moment (P13)
            await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> RunOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (identities.TryRead() is not { } identity)
            {
                return "The agent is not enrolled: run its 'enrol' command with a token from the console.";
            }

            var gateway = gateways.Current(identity.Server);
            using var channel = RpcChannel.Create(new SocketsHttpHandler { SslOptions = ServerTrust.For(gateway, identity.Authority, identity.Certificate) }, gateway, time: time);
            if (await TryRenewAsync(identity, channel, stoppingToken))
            {
                return "The agent's certificate is renewed; the link is opened anew.";
            }

            using var renewal = new RenewalWatch(new DateTimeOffset(identity.Certificate.NotAfter), time, stoppingToken);
            return await RunSessionAsync(channel, renewal, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return "The agent stops.";
        }
        catch (RpcException fault)
        {
            LogLost(fault.Code, fault.Message);
            return fault.Message;
        }
        catch (Exception fault)
        {
            LogBroken(fault);
            return fault.Message;
        }
    }

    private async Task<string> RunSessionAsync(RpcChannel channel, RenewalWatch renewal, CancellationToken stoppingToken)
    {
        try
        {
            await sessions.RunAsync(channel, renewal.Token);
            return "The server closed the link.";
        }
        catch (Exception) when (renewal.IsDue && !stoppingToken.IsCancellationRequested)
        {
            return "The agent's certificate is due for renewal.";
        }
    }

    // A server that cannot renew now is no reason to be without a link: the old certificate is good for weeks.
    private async Task<bool> TryRenewAsync(AgentIdentity identity, RpcChannel channel, CancellationToken cancellationToken)
    {
        if (new DateTimeOffset(identity.Certificate.NotAfter) - time.GetUtcNow() >= RenewalWatch.RenewBefore)
        {
            return false;
        }

        try
        {
            var renewed = await enrolment.RenewAsync(identity, channel, cancellationToken);
            LogRenewed(renewed.Certificate.NotAfter);
            return true;
        }
        catch (RpcException fault) when (fault.Code != RpcStatusCode.Unavailable)
        {
            LogNotRenewed(identity.Certificate.NotAfter, fault.Message);
            return false;
        }
    }

    [LoggerMessage(2101, LogLevel.Warning, "The link to the server is lost ({Status}): {Reason}")]
    private partial void LogLost(RpcStatusCode status, string reason);

    [LoggerMessage(2102, LogLevel.Error, "The link to the server broke")]
    private partial void LogBroken(Exception fault);

    [LoggerMessage(2105, LogLevel.Error, "The agent's certificate, which ends {NotAfter:u}, could not be renewed; it is tried again in a day: {Reason}")]
    private partial void LogNotRenewed(DateTime notAfter, string reason);

    [LoggerMessage(2103, LogLevel.Information, "The agent's certificate is renewed; it ends {NotAfter:u}")]
    private partial void LogRenewed(DateTime notAfter);
}
