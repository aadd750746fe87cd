using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Rpc;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Telemetry;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer.Direct;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Answers the cluster's TransferWanted: sends documents to other agents, a few at a time.</summary>
internal sealed partial class DocumentSender(IHeldJobs jobs, JobAccess access, HandOvers handOvers, CopyBook copies, DirectOffers offers, LinkChannel link, AgentIdentityFile identities, ILogger<DocumentSender> logger) : IHostedService, IDisposable
{
    /// <summary>Documents sent at one time; the gateway allows eight, and one that it has ended may still be ending here.</summary>
    public const int SendingMax = 16;

    private readonly SemaphoreSlim _room = new(SendingMax, SendingMax);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Documents that are being sent now.</summary>
    public int Sending => SendingMax - _room.CurrentCount;

    /// <summary>Takes an order on. One that finds no room is dropped: its receiver is told so by the gateway, and comes again.</summary>
    public void Take(TransferWanted wanted)
    {
        if (TransferOrder.TryRead(wanted) is not { } order)
        {
            LogMalformed();
        }
        else if (order.Receiver is not null)
        {
            offers.Add(order);
        }
        else if (!_room.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            AgentInstruments.OnLimit(LimitNames.Sending);
            LogNoRoom(order.Job.ToString());
        }
        else
        {
            _ = SendAsync(order);
        }
    }

    /// <summary>Sends a document to an agent that has dialled this one for it.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too many at one time; else as <see cref="DocumentSending.SendAsync"/>.</exception>
    public async Task SendDirectlyAsync(TransferOrder order, SiteId ownSite, DirectLine line, long resumeAt, CancellationToken cancellationToken)
    {
        if (!await _room.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            AgentInstruments.OnLimit(LimitNames.Sending);
            throw new RpcException(RpcStatusCode.ResourceExhausted, $"This agent sends {SendingMax} documents already: try again in a moment.");
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            var refusal = await new DocumentSending(order, ownSite, jobs, access, handOvers, copies).SendAsync(line, line, resumeAt, either.Token);
            LogSent(order.Job.ToString(), order.Release.ToString(), refusal.Length == 0 ? "handed over directly" : refusal);
        }
        catch (RpcException fault)
        {
            LogBroken(order.Job.ToString(), order.Release.ToString(), fault.Message);
            throw;
        }
        finally
        {
            _room.Release();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        for (var free = 0; free < SendingMax; free++)
        {
            await _room.WaitAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _room.Dispose();
    }

    private async Task SendAsync(TransferOrder order)
    {
        await Task.Yield();
        try
        {
            if (link.Current is { } channel && identities.TryRead() is { } identity)
            {
                var refusal = await new DocumentSending(order, identity.Site, jobs, access, handOvers, copies).RunAsync(channel, _stopping.Token);
                LogSent(order.Job.ToString(), order.Release.ToString(), refusal.Length == 0 ? "handed over" : refusal);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogBroken(order.Job.ToString(), order.Release.ToString(), "The agent stops.");
        }
        catch (RpcException fault)
        {
            LogBroken(order.Job.ToString(), order.Release.ToString(), fault.Message);
        }
        catch (Exception fault)
        {
            LogFailed(fault, order.Job.ToString(), order.Release.ToString());
        }
        finally
        {
            _room.Release();
        }
    }

    [LoggerMessage(2140, LogLevel.Warning, "The server wants a transfer with malformed ids")]
    private partial void LogMalformed();

    [LoggerMessage(2141, LogLevel.Warning, "No room to send job {Job} to another site now; it will ask again")]
    private partial void LogNoRoom(string job);

    [LoggerMessage(2142, LogLevel.Information, "Job {Job}, wanted by another site for release {Release}: {Result}")]
    private partial void LogSent(string job, string release, string result);

    [LoggerMessage(2143, LogLevel.Information, "The transfer of job {Job} for release {Release} broke: {Reason}")]
    private partial void LogBroken(string job, string release, string reason);

    [LoggerMessage(2144, LogLevel.Error, "The transfer of job {Job} for release {Release} failed")]
    private partial void LogFailed(Exception fault, string job, string release);
}
