using System.Diagnostics;
using Platen.Benchmarks.Load;

namespace Platen.Benchmarks.Peers;

/// <summary>socat, as the plainest program that moves bytes between a socket and a file.</summary>
internal static class Socat
{
    /// <summary>The largest buffer that pays; socat's default, 8 KiB, is slower.</summary>
    private const string BufferBytes = "262144";

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(10);

    /// <summary>Seconds to take a document from a connection into a file, and fsync it. From the connection's begin to the fsync's end.</summary>
    public static double Receive(string folder, byte[] document)
    {
        Directory.CreateDirectory(folder);
        var (port, path) = (Sockets.FreePort(), Path.Combine(folder, "received"));
        using var socat = ChildProcess.Start(Path.Combine(folder, "log"), environment: null, "socat", "-u", "-b", BufferBytes, $"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr", $"OPEN:{path},creat,wronly");
        // it takes one connection only, so its readiness must not be tried by connecting
        socat.Await(() => ChildProcess.Run("ss", "-ltnH", $"sport = :{port}").Length > 0, StartMax);
        var began = Stopwatch.GetTimestamp();
        using (var client = Sockets.Connect(port))
        {
            Sockets.SendAll(client, document);
        }

        socat.WaitForExit();
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0))
        {
            file.Flush(flushToDisk: true);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return File.ReadAllBytes(path).AsSpan().SequenceEqual(document) ? seconds : throw new LoadException("socat's file is not equal to what was sent");
    }

    /// <summary>Seconds to send a file to a sink: from the program's start until the sink has it all.</summary>
    public static double Send(string folder, string path, JobSink sink)
    {
        var began = Stopwatch.GetTimestamp();
        using var socat = ChildProcess.Start(Path.Combine(folder, "socat.log"), environment: null, "socat", "-u", "-b", BufferBytes, $"OPEN:{path},rdonly", $"TCP:127.0.0.1:{sink.Port}");
        var taken = sink.Next();
        socat.WaitForExit();
        return Stopwatch.GetElapsedTime(began, taken.EndAt).TotalSeconds;
    }
}
