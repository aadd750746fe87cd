using System.Net.Sockets;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Raw;

/// <summary>RAW printing (port 9100): one connection is one job, or several if each is wrapped in PJL JOB and EOJ.</summary>
internal sealed class RawServer(MfpDevice device, JobList jobs, PrintEngine engine)
{
    private const int BufferBytes = 64 * 1024;

    internal async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var backChannel = new BackChannel(socket, device);
        await using var intake = new RawIntake(device, jobs, engine, backChannel, cancellationToken);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = Task.WhenAll(ReportChangesAsync(backChannel, closing.Token), ReportTimedAsync(backChannel, closing.Token));
        try
        {
            await ReceiveAsync(socket, intake, cancellationToken);
            await intake.EndAsync();
        }
        finally
        {
            await closing.CancelAsync();
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReceiveAsync(Socket socket, RawIntake intake, CancellationToken cancellationToken)
    {
        var flow = new DocumentFlow(device);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            // A device that stands still takes no more of a document; it goes on to hear commands between jobs.
            await device.WaitUntilAsync(d => d.CanPrint || !intake.IsInDocument, cancellationToken);
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (received == 0)
            {
                return;
            }

            for (var used = 0; used < received;)
            {
                var admitted = await flow.AdmitAsync(received - used, cancellationToken);
                await intake.FeedAsync(buffer.AsMemory(used, admitted));
                used += admitted;
            }
        }
    }

    private async Task ReportChangesAsync(BackChannel backChannel, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reported = device.Condition;
            await device.WaitUntilAsync(d => d.Condition != reported, cancellationToken);
            await backChannel.ReportDeviceAsync();
        }
    }

    private async Task ReportTimedAsync(BackChannel backChannel, CancellationToken cancellationToken)
    {
        for (var second = 1; ; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), device.Time, cancellationToken);
            if (backChannel.TimedSeconds > 0 && second % backChannel.TimedSeconds == 0)
            {
                await backChannel.ReportTimedAsync();
            }
        }
    }
}
