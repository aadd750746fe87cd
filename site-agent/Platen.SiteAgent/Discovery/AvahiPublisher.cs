using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Platen.SiteAgent.Discovery;

/// <summary>
/// One <c>avahi-publish</c> process: the service is known as long as it runs. It waits by itself for avahi-daemon, and asks again when that is started anew. Its standard input is a pipe that a
/// watch beside it reads: when the agent ends, even by kill -9, the pipe ends and the process with it.
/// </summary>
internal sealed class AvahiPublisher : IDisposable
{
    // the program takes the shell's place, so that our child is the program itself
    private const string Script = "exec 3<&0 </dev/null; (read -r _ <&3; kill $$ 2>/dev/null) & exec \"$@\" 3<&-";

    private readonly Process _process;

    private AvahiPublisher(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it; null: no shell could be started.</summary>
    public static AvahiPublisher? TryStart(string program, PrinterService service)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        string[] arguments =
        [
            "-c", Script, "avahi-publish", program, "--no-fail", "--service", .. service.SubTypes.Select(type => "--subtype=" + type), "--", service.Name, service.Type,
            service.Port.ToString(CultureInfo.InvariantCulture), .. service.Words,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += Ignore;
            process.ErrorDataReceived += Ignore;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new AvahiPublisher(process);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    // it only says what it does; unread, it would stand still at a full pipe
    private static void Ignore(object sender, DataReceivedEventArgs line)
    {
    }
}
