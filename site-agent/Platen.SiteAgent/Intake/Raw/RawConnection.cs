using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>
/// RAW (JetDirect): the document is what comes until the client closes its side. Silence is never taken for the end, so that half a job never prints: a client that stays silent too
/// long, or breaks off, leaves nothing behind. The protocol has no answer; our side is closed only when the job is on disk, and reset when it was refused.
/// </summary>
internal sealed partial class RawConnection(JobReceiver receiver, ConnectionGate gate, IOptions<IntakeOptions> options, TimeProvider time, ILogger<RawConnection> logger)
{
    private const int BufferBytes = 64 * 1024;

    public async Task ServeAsync(Socket client, RawTarget target, CancellationToken cancellationToken)
    {
        var queue = target.Queue;
        var address = (client.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        using var place = gate.TryEnter(address);
        if (place is null)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            return;
        }

        var source = address.ToString();
        try
        {
            if (await ReceiveAsync(client, target, source, cancellationToken) is { } refusal)
            {
                LogRefused(source, queue, refusal.Message);
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            if (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                AgentInstruments.OnLimit(LimitNames.Idle);
            }

            client.LingerState = new LingerOption(enable: true, seconds: 0);
            LogBroken(source, queue, fault.Message);
        }
        catch (Exception fault)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            LogFailed(fault, source, queue);
        }
    }

    private async Task<IntakeResult?> ReceiveAsync(Socket client, RawTarget target, string source, CancellationToken cancellationToken)
    {
        var (reception, refusal) = receiver.Begin(target.Queue, IntakeProtocol.Raw, source, target.Route);
        if (reception is null)
        {
            return refusal;
        }

        await using var open = reception;
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static s => ((CancellationTokenSource)s!).Cancel(), idle, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            while (true)
            {
                timer.Change(options.Value.IdleMax, Timeout.InfiniteTimeSpan);
                var count = await client.ReceiveAsync(buffer, SocketFlags.None, idle.Token);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                if (count == 0)
                {
                    break;
                }

                if (!await reception.AppendAsync(new ReadOnlySequence<byte>(buffer, 0, count), cancellationToken))
                {
                    return reception.Refusal;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        // a connection that sends nothing is a probe (a port scan, a monitor), no job
        if (reception.BytesTaken == 0)
        {
            return null;
        }

        var result = await reception.CompleteAsync(new JobClaims("", ""), cancellationToken);
        return result.IsAccepted ? null : result;
    }

    [LoggerMessage(2222, LogLevel.Warning, "RAW: a job from {Source} for {Queue} was refused: {Reason}")]
    private partial void LogRefused(string source, string queue, string reason);

    [LoggerMessage(2223, LogLevel.Information, "RAW: the connection from {Source} for {Queue} ended early, nothing was kept: {Reason}")]
    private partial void LogBroken(string source, string queue, string reason);

    [LoggerMessage(2224, LogLevel.Error, "RAW: a job from {Source} for {Queue} failed, nothing was kept")]
    private partial void LogFailed(Exception fault, string source, string queue);
}
