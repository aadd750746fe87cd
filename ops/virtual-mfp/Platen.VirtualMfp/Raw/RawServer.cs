using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Raw;

/// <summary>RAW printing (port 9100), with a certificate inside TLS: one connection is one job, or several if each is wrapped in PJL JOB and EOJ.</summary>
internal sealed class RawServer(MfpDevice device, JobList jobs, PrintEngine engine, X509Certificate2? certificate)
{
    private const int BufferBytes = 64 * 1024;

    internal async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        await using var bare = new NetworkStream(socket, ownsSocket: false);
        await using var secure = certificate is null ? null : new SslStream(bare, leaveInnerStreamOpen: true);
        if (secure is not null)
        {
            await secure.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, cancellationToken);
        }

        await ServeAsync(secure ?? (Stream)bare, cancellationToken);
    }

    private async Task ServeAsync(Stream connection, CancellationToken cancellationToken)
    {
        using var backChannel = new BackChannel(connection, device);
        await using var intake = new RawIntake(device, jobs, engine, backChannel, cancellationToken);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = Task.WhenAll(ReportChangesAsync(backChannel, closing.Token), ReportTimedAsync(backChannel, closing.Token));
        try
        {
            await ReceiveAsync(connection, intake, cancellationToken);
            await intake.EndAsync();
        }
        finally
        {
            await closing.CancelAsync();
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReceiveAsync(Stream connection, RawIntake intake, CancellationToken cancellationToken)
    {
        var flow = new DocumentFlow(device);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            // A device that stands still takes no more of a document; it goes on to hear commands between jobs.
            await device.WaitUntilAsync(d => d.CanPrint || !intake.IsInDocument, cancellationToken);
            var received = await connection.ReadAsync(buffer, cancellationToken);
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
