using System.Diagnostics;
using Platen.Ops.Installation;

namespace Platen.Ops.Sampling;

/// <summary>Adds an agent to a site and enrols it on this machine.</summary>
internal static class AgentEnroller
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(RestClient rest, string site, string agent, Uri link, string folder, CancellationToken cancellationToken)
    {
        var made = await rest.PostAsync($"api/v1/sites/{site}/agents", new { agent }, cancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "..", "Platen.SiteAgent", "Platen.SiteAgent");
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "enrol", "--server", link.ToString(), "--token-file", "-", $"--Agent:DataDirectory={folder}" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        // by standard input: a token on a command line can be read by every user of the machine
        await process.StandardInput.WriteLineAsync(made.GetProperty("token").GetString());
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new OpsException($"The agent could not be enrolled: {errors}{await output}");
        }
    }
}
