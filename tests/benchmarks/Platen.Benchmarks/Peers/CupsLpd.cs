using Platen.Benchmarks.Load;

namespace Platen.Benchmarks.Peers;

/// <summary>CUPS' LPD server, which is made for inetd, under socat and before a cupsd; it holds the jobs it takes.</summary>
internal sealed class CupsLpd : IDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _socat;

    public CupsLpd(string folder, Cupsd cupsd)
    {
        Port = Sockets.FreePort();
        _socat = ChildProcess.Start(
            Path.Combine(folder, "log/socat"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["CUPS_SERVER"] = $"127.0.0.1:{cupsd.Port}" },
            "socat", $"TCP-LISTEN:{Port},bind=127.0.0.1,reuseaddr,fork,backlog=256", "EXEC:/usr/lib/cups/daemon/cups-lpd -n -o job-hold-until=indefinite");
        _socat.Await(
            () =>
            {
                Sockets.Connect(Port).Dispose();
                return true;
            },
            StartMax);
    }

    public int Port { get; }

    public void Dispose() => _socat.Dispose();
}
