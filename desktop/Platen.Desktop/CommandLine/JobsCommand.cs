using System.CommandLine;
using Platen.Desktop.Jobs;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen jobs</c> (PR24, PR28).</summary>
internal static class JobsCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var all = new Option<bool>("--all") { Description = "Also jobs that are no longer held." };
        var json = new Option<bool>("--json") { Description = "For programs." };
        var csv = new Option<bool>("--csv") { Description = "For spreadsheets." };
        var command = new Command("jobs", "Lists your jobs that are held, newest first.") { all, json, csv };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
            {
                result.AddError("--json and --csv: give one of them.");
            }
        });
        command.SetAction((parse, token) => RunAsync(surroundings, parse.GetValue(all), parse.GetValue(json) ? JobOutput.Json : parse.GetValue(csv) ? JobOutput.Csv : JobOutput.Table, token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, bool all, Action<IReadOnlyList<JobRow>, TextWriter> show, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin();
        show(await new JobCalls(session.Rest).ListAsync(all, cancellationToken), surroundings.Output);
        return (int)ExitCode.Done;
    }
}
