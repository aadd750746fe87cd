using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Platen.Protocols.Lpd;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Lpd;

/// <summary>
/// LPD, the server's side (RFC 1179). Control and data files come in either order; each data file becomes a job of its own. The answer that makes a job whole is given only when
/// it is on disk; answers before that promise nothing. A connection that ends early leaves nothing behind.
/// </summary>
internal sealed partial class LpdConnectionHandler(JobReceiver receiver, LpdQueueView view, ClientCertificates certificates, IOptions<IntakeOptions> options, TimeProvider time, ILogger<LpdConnectionHandler> logger) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var source = (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
        var caller = new LpdCaller(source, certificates.FindUser(connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate));
        await using var job = new LpdJob(receiver, caller);
        try
        {
            await RunAsync(connection, job);
        }
        catch (LpdFormatException fault)
        {
            LogRefused(source, fault.Message);
            AgentInstruments.OnLimit(LimitNames.Lpd);
            await AnswerAsync(connection.Transport.Output, LpdServerSession.Refusal, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            AgentInstruments.OnLimit(LimitNames.Idle);
            LogBroken(source, "It was silent for too long.");
        }
        catch (Exception fault) when (fault is ConnectionAbortedException or ConnectionResetException or IOException)
        {
            LogBroken(source, fault.Message);
        }
    }

    private async Task RunAsync(ConnectionContext connection, LpdJob job)
    {
        var session = new LpdServerSession(LpdLimits.Default);
        // not linked to ConnectionClosed: that fires when the client has closed its side, while the end of its document still waits in the pipe
        using var idle = new CancellationTokenSource();
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), idle, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        while (true)
        {
            timer.Change(options.Value.IdleMax, Timeout.InfiniteTimeSpan);
            var read = await input.ReadAsync(idle.Token);
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var buffer = read.Buffer;
            var (goesOn, consumed, examined) = await TakeAllAsync(session, job, buffer, output, idle.Token);
            input.AdvanceTo(consumed, examined);
            if (!goesOn)
            {
                return;
            }

            if (read.IsCompleted)
            {
                await HandleAsync(session, session.End(), job, output, idle.Token);
                return;
            }
        }
    }

    private async ValueTask<(bool GoesOn, SequencePosition Consumed, SequencePosition Examined)> TakeAllAsync(
        LpdServerSession session, LpdJob job, ReadOnlySequence<byte> buffer, PipeWriter output, CancellationToken cancellationToken)
    {
        while (true)
        {
            var step = session.Advance(buffer, out var consumed, out var examined);
            if (step.Kind == LpdStepKind.NeedMore)
            {
                return (true, consumed, examined);
            }

            var goesOn = await HandleAsync(session, step, job, output, cancellationToken);
            buffer = buffer.Slice(consumed);
            if (!goesOn)
            {
                return (false, buffer.Start, buffer.Start);
            }
        }
    }

    private async ValueTask<bool> HandleAsync(LpdServerSession session, LpdStep step, LpdJob job, PipeWriter output, CancellationToken cancellationToken)
    {
        switch (step.Kind)
        {
            case LpdStepKind.Command:
                return await CommandAsync(session, step.Command!, job, output, cancellationToken);
            case LpdStepKind.FileOffered:
                return await OfferAsync(session, step.File!, job, output, cancellationToken);
            case LpdStepKind.FileData:
                await job.AppendAsync(step.Data, cancellationToken);
                return true;
            case LpdStepKind.FileCompleted:
                var refusal = await job.CompleteFileAsync(cancellationToken);
                await AnswerAsync(output, refusal is null ? LpdServerSession.Acknowledgement : LpdServerSession.Refusal, cancellationToken);
                LogIfRefused(job.Caller.Source, refusal);
                return refusal is null;
            case LpdStepKind.JobAborted:
                await job.AbortAsync();
                await AnswerAsync(output, LpdServerSession.Acknowledgement, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private async ValueTask<bool> CommandAsync(LpdServerSession session, LpdCommand command, LpdJob job, PipeWriter output, CancellationToken cancellationToken)
    {
        switch (command.Code)
        {
            case LpdCommandCode.ReceiveJob:
                var refusal = receiver.Check(command.Queue);
                LogIfRefused(job.Caller.Source, refusal);
                if (refusal is not null)
                {
                    session.Refuse();
                    await AnswerAsync(output, LpdServerSession.Refusal, cancellationToken);
                    return false;
                }

                job.Queue = command.Queue;
                session.Accept();
                await AnswerAsync(output, LpdServerSession.Acknowledgement, cancellationToken);
                return true;
            case LpdCommandCode.SendQueueStateShort or LpdCommandCode.SendQueueStateLong:
                await output.WriteAsync(Encoding.UTF8.GetBytes(view.Describe(command, job.Caller)), cancellationToken);
                return false;
            case LpdCommandCode.RemoveJobs:
                var removed = await view.RemoveAsync(command, job.Caller, cancellationToken);
                await AnswerAsync(output, removed ? LpdServerSession.Acknowledgement : LpdServerSession.Refusal, cancellationToken);
                return false;
            case LpdCommandCode.PrintWaitingJobs:
                await AnswerAsync(output, LpdServerSession.Acknowledgement, cancellationToken);
                return false;
            default:
                await AnswerAsync(output, LpdServerSession.Refusal, cancellationToken);
                return false;
        }
    }

    private async ValueTask<bool> OfferAsync(LpdServerSession session, LpdFile file, LpdJob job, PipeWriter output, CancellationToken cancellationToken)
    {
        var refusal = job.Offer(file);
        LogIfRefused(job.Caller.Source, refusal);
        if (refusal is not null)
        {
            session.Refuse();
            await AnswerAsync(output, LpdServerSession.Refusal, cancellationToken);
            return false;
        }

        session.Accept();
        await AnswerAsync(output, LpdServerSession.Acknowledgement, cancellationToken);
        return true;
    }

    private static async ValueTask AnswerAsync(PipeWriter output, byte answer, CancellationToken cancellationToken)
    {
        output.GetSpan(1)[0] = answer;
        output.Advance(1);
        await output.FlushAsync(cancellationToken);
    }

    private void LogIfRefused(string source, IntakeResult? refusal)
    {
        if (refusal is not null)
        {
            LogRefused(source, refusal.Message);
        }
    }

    [LoggerMessage(2210, LogLevel.Warning, "LPD: a job from {Source} was refused: {Reason}")]
    private partial void LogRefused(string source, string reason);

    [LoggerMessage(2211, LogLevel.Information, "LPD: the connection from {Source} ended early, nothing was kept: {Reason}")]
    private partial void LogBroken(string source, string reason);
}
