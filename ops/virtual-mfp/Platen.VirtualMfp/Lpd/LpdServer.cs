using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using Platen.Protocols.Lpd;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Lpd;

/// <summary>LPD (RFC 1179) over one TCP connection at a time; any queue name is taken.</summary>
internal sealed class LpdServer(MfpDevice device, JobList jobs, PrintEngine engine)
{
    private static readonly byte[] s_acknowledgement = [LpdServerSession.Acknowledgement];
    private static readonly byte[] s_refusal = [LpdServerSession.Refusal];

    internal async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await using var intake = new LpdIntake(device, jobs, engine, cancellationToken);
        var session = new LpdServerSession(LpdLimits.Default);
        var input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        try
        {
            await RunAsync(session, input, stream, intake, cancellationToken);
        }
        catch (LpdFormatException)
        {
            await stream.WriteAsync(s_refusal, cancellationToken);
            throw;
        }
        finally
        {
            await input.CompleteAsync();
        }
    }

    private async Task RunAsync(LpdServerSession session, PipeReader input, NetworkStream stream, LpdIntake intake, CancellationToken cancellationToken)
    {
        var flow = new DocumentFlow(device);
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var step = session.Advance(buffer, out var consumed, out var examined);
            while (step.Kind != LpdStepKind.NeedMore && step.Kind != LpdStepKind.Ended)
            {
                await HandleAsync(step, session, stream, intake, flow, cancellationToken);
                buffer = buffer.Slice(consumed);
                step = session.Advance(buffer, out consumed, out examined);
            }

            input.AdvanceTo(consumed, examined);
            if (step.Kind == LpdStepKind.Ended)
            {
                return;
            }

            if (read.IsCompleted)
            {
                await HandleAsync(session.End(), session, stream, intake, flow, cancellationToken);
                return;
            }
        }
    }

    private static async Task HandleAsync(LpdStep step, LpdServerSession session, NetworkStream stream, LpdIntake intake, DocumentFlow flow, CancellationToken cancellationToken)
    {
        switch (step.Kind)
        {
            case LpdStepKind.Command when step.Command!.Code == LpdCommandCode.ReceiveJob:
                session.Accept();
                await stream.WriteAsync(s_acknowledgement, cancellationToken);
                break;
            case LpdStepKind.Command:
                await AnswerAsync(step.Command!, stream, cancellationToken);
                break;
            case LpdStepKind.FileOffered:
                intake.Begin(step.File!);
                session.Accept();
                await stream.WriteAsync(s_acknowledgement, cancellationToken);
                break;
            case LpdStepKind.FileData:
                await TakeAsync(step.Data, intake, flow, cancellationToken);
                break;
            case LpdStepKind.FileCompleted:
                await intake.CompleteFileAsync();
                await stream.WriteAsync(s_acknowledgement, cancellationToken);
                break;
            case LpdStepKind.JobAborted:
                await intake.AbortAsync();
                await stream.WriteAsync(s_acknowledgement, cancellationToken);
                break;
        }
    }

    private static async Task AnswerAsync(LpdCommand command, NetworkStream stream, CancellationToken cancellationToken)
    {
        var isQuestion = command.Code is LpdCommandCode.SendQueueStateShort or LpdCommandCode.SendQueueStateLong;
        await stream.WriteAsync(isQuestion ? Encoding.ASCII.GetBytes($"{MfpDevice.Model} is ready\nno entries\n") : s_acknowledgement, cancellationToken);
    }

    private static async Task TakeAsync(ReadOnlySequence<byte> data, LpdIntake intake, DocumentFlow flow, CancellationToken cancellationToken)
    {
        foreach (var segment in data)
        {
            for (var used = 0; used < segment.Length;)
            {
                var admitted = await flow.AdmitAsync(segment.Length - used, cancellationToken);
                await intake.WriteAsync(segment.Slice(used, admitted));
                used += admitted;
            }
        }
    }
}
