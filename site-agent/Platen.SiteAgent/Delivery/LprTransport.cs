using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.Protocols.Lpd;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>LPR, the client's side (RFC 1179): control file first, then the document with its true size. The device's last acknowledgement makes it responsible.</summary>
internal sealed class LprTransport(TcpConnector connector, StreamSender sender, PageCounterWatch counters, IOptions<DeliveryOptions> options, TimeProvider time) : IDeliveryTransport
{
    private int _number;

    /// <summary>Why there is no acknowledgement.</summary>
    /// <param name="IsRefusal">The device said no; else it said nothing, and may have printed.</param>
    /// <param name="Words">What happened.</param>
    private sealed record Denial(bool IsRefusal, string Words);

    public bool Serves(DeliveryProtocol protocol) => protocol == DeliveryProtocol.Lpr;

    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        await using var document = await delivery.OpenDocumentAsync(cancellationToken);
        var before = await counters.ReadAsync(delivery.Device, cancellationToken);
        var connected = await connector.ConnectAsync(delivery.Device, cancellationToken);
        if (connected.Connection is not { } connection)
        {
            return DeliveryOutcome.NotPrinted(connected.Fault) with { IsTransient = connected.IsTransient };
        }

        using (connection)
        {
            try
            {
                return await SendAsync(connection, delivery, document, before, cancellationToken);
            }
            catch (SocketException broken)
            {
                return DeliveryOutcome.NotYet($"The device broke the connection before the document ({broken.SocketErrorCode}).");
            }
            catch (OperationCanceledException) when (delivery.Canceled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                // a document shorter than announced is no job (RFC 1179, 6.3)
                connection.Abort();
                var broken = DeliveryOutcome.Broken(delivery.Progress.BytesSent, delivery.CancelReason());
                return broken.BytesSent == 0 ? broken : broken with { Counts = DeviceCounts.ByCounter((await counters.GrowthAsync(delivery, before, isWhole: false, cancellationToken)).Pages) };
            }
        }
    }

    private async Task<DeliveryOutcome> SendAsync(DeviceConnection socket, Delivery delivery, PrintDocument document, long? before, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Canceled);
        var number = (Interlocked.Increment(ref _number) % 1000).ToString("000", CultureInfo.InvariantCulture);
        var (controlName, dataName) = ($"cfA{number}platen", $"dfA{number}platen");
        var control = Control(delivery, dataName);
        var queue = delivery.Device.Path.Length > 0 ? delivery.Device.Path : "lp";
        foreach (var (write, what) in Opening(queue, controlName, control, dataName, LengthOf(document)))
        {
            var output = new ArrayBufferWriter<byte>();
            write(output);
            await socket.SendAllAsync(output.WrittenMemory, either.Token);
            if (await ReadAnswerAsync(socket, options.Value.StallMax, either.Token) is { } denial)
            {
                return DeliveryOutcome.NotPrinted($"The device refused {what} ({denial.Words}): see that its LPR queue is named '{queue}' and accepts jobs.");
            }
        }

        var (sent, fault) = await sender.SendAsync(socket, document, delivery.Progress, either.Token);
        if (fault.Length > 0)
        {
            // a document shorter than announced is no job by RFC 1179; devices that print as they read may have begun
            return DeliveryOutcome.Broken(sent, fault) with { Counts = DeviceCounts.ByCounter((await counters.GrowthAsync(delivery, before, isWhole: false, cancellationToken)).Pages) };
        }

        delivery.Progress.Printing(pages: null);
        var answer = await EndFileAsync(socket, cancellationToken);
        var (pages, obstacle) = await counters.GrowthAsync(delivery, before, isWhole: answer is null, cancellationToken);
        var counts = DeviceCounts.ByCounter(pages);
        return answer switch
        {
            { IsRefusal: true } => new DeliveryOutcome(pages > 0 ? ReleaseOutcome.Partial : ReleaseOutcome.NotPrinted, sent, counts, $"The device refused the document ({answer.Words})."),
            not null => new DeliveryOutcome(ReleaseOutcome.Partial, sent, counts, $"The device did not acknowledge the document ({answer.Words}): look whether it came out."),
            _ => new DeliveryOutcome(obstacle.Length > 0 ? ReleaseOutcome.Partial : ReleaseOutcome.Completed, sent, counts, obstacle),
        };
    }

    // LPR names the size first; a document that is made on the way is staged by its release
    private static long LengthOf(PrintDocument document) => document.KnownLength ?? throw new InvalidOperationException("LPR sends documents of known length only.");

    private async Task<Denial?> EndFileAsync(DeviceConnection socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAllAsync(new byte[] { 0 }, cancellationToken);
        }
        catch (SocketException fault)
        {
            return new Denial(IsRefusal: false, fault.SocketErrorCode.ToString());
        }

        return await ReadAnswerAsync(socket, options.Value.PrintMax, cancellationToken);
    }

    private static (Action<ArrayBufferWriter<byte>> Write, string What)[] Opening(string queue, string controlName, byte[] control, string dataName, long dataBytes) =>
    [
        (output => LpdClientLines.WriteReceiveJob(queue, output), $"the queue '{queue}'"),
        (output => LpdClientLines.WriteFile(new LpdFile(LpdFileKind.Control, controlName, control.Length), output), "the control file"),
        (output => { output.Write(control); output.Write<byte>([0]); }, "the control file's content"),
        (output => LpdClientLines.WriteFile(new LpdFile(LpdFileKind.Data, dataName, dataBytes), output), "the document"),
    ];

    private static byte[] Control(Delivery delivery, string dataName)
    {
        var output = new ArrayBufferWriter<byte>();
        var copies = Math.Max(1, delivery.Finishing.Copies ?? 1); // the document's own copies are in the document
        new LpdControlFile
        {
            Host = "platen",
            User = delivery.UserName.Length > 0 ? delivery.UserName : "platen",
            JobName = delivery.Job.Title.Length > 0 ? delivery.Job.Title : "document",
            Documents = ImmutableArray.Create(new LpdDocument(dataName, 'l', delivery.Job.Title, copies)),
        }.Write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Null: yes; else what was answered instead.</summary>
    private async Task<Denial?> ReadAnswerAsync(DeviceConnection socket, TimeSpan max, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, max, Timeout.InfiniteTimeSpan);
        var answer = new byte[1];
        try
        {
            var count = await socket.ReceiveAsync(answer, limit.Token);
            return count == 0 ? new Denial(IsRefusal: false, "it closed the connection")
                : answer[0] == LpdServerSession.Acknowledgement ? null
                : new Denial(IsRefusal: true, $"code {answer[0]}");
        }
        catch (SocketException fault)
        {
            return new Denial(IsRefusal: false, fault.SocketErrorCode.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Denial(IsRefusal: false, $"no answer within {max.TotalSeconds:0} s");
        }
    }
}
