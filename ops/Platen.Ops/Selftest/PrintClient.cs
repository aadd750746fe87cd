using System.Diagnostics;
using Platen.Ops.Installation;

namespace Platen.Ops.Selftest;

/// <summary>Sends a file as workstations do, with programs that are not ours: ipptool (IPP, IPPS), rlpr (LPD), nc (RAW).</summary>
internal sealed class PrintClient(Endpoints endpoints)
{
    private const string Queue = "follow-me";
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    public Task SendAsync(string file, string via, string user, string title, CancellationToken cancellationToken) => via switch
    {
        "ipp" => IppAsync(endpoints.Ipp, file, user, title, cancellationToken),
        "ipps" => IppAsync(endpoints.Ipps, file, user, title, cancellationToken),
        "lpd" => LpdAsync(file, user, title, cancellationToken),
        "raw" => RawAsync(file, cancellationToken),
        _ => throw new OpsException($"--via {via}: one of ipp, ipps, lpd, raw is expected."),
    };

    private static async Task IppAsync(string printers, string file, string user, string title, CancellationToken cancellationToken)
    {
        var test = Path.GetTempFileName();
        try
        {
            var operation = $$"""
                {
                  NAME "Print-Job"
                  OPERATION Print-Job
                  GROUP operation-attributes-tag
                  ATTR charset attributes-charset utf-8
                  ATTR naturalLanguage attributes-natural-language en
                  ATTR uri printer-uri $uri
                  ATTR name requesting-user-name "{{user}}"
                  ATTR name job-name "{{title}}"
                  ATTR mimeMediaType document-format application/octet-stream
                  FILE $filename
                  STATUS successful-ok
                  STATUS successful-ok-ignored-or-substituted-attributes
                }
                """;
            await File.WriteAllTextAsync(test, operation, cancellationToken);
            await RunAsync("ipptool", ["-t", "-f", file, printers + Queue, test], null, cancellationToken);
        }
        finally
        {
            File.Delete(test);
        }
    }

    private Task LpdAsync(string file, string user, string title, CancellationToken cancellationToken)
    {
        var (host, port) = Split(endpoints.Lpd);
        // -N: no privileged source port; -h: no burst page
        return RunAsync("rlpr", ["-N", "-h", "-H", host, "--port=" + port, "-P", Queue, "-U", user, "-J", title, file], null, cancellationToken);
    }

    private Task RawAsync(string file, CancellationToken cancellationToken)
    {
        var (host, port) = Split(endpoints.Raw);
        return RunAsync("nc", ["-N", host, port], file, cancellationToken);
    }

    private static (string Host, string Port) Split(string address)
    {
        var at = address.LastIndexOf(':');
        return (address[..at], address[(at + 1)..]);
    }

    private static async Task RunAsync(string program, string[] arguments, string? input, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new OpsException($"{program} could not be started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        if (input is not null)
        {
            await using var content = File.OpenRead(input);
            await content.CopyToAsync(process.StandardInput.BaseStream, limit.Token);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new OpsException($"{program} failed with {process.ExitCode}: {await errors}{await output}");
        }
    }
}
