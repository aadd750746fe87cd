using System.CommandLine;
using Platen.Desktop.Jobs;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen release JOB --device D</c>: for somebody who stands beside the device already.</summary>
internal static class ReleaseCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var job = new Argument<string>("JOB") { Description = "The job's name in 'platen jobs', or its whole id." };
        var device = new Option<string>("--device") { Required = true, Description = "The id of a device of the branch that holds the job." };
        var command = new Command("release", "Prints one of your jobs that are held, at a device.") { job, device };
        command.SetAction((parse, token) => RunAsync(surroundings, parse.GetRequiredValue(job), parse.GetRequiredValue(device), token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, string name, string device, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin();
        var jobs = new JobCalls(session.Rest);
        var job = await jobs.FindAsync(name, cancellationToken);
        await jobs.ReleaseAsync(job, device, cancellationToken);
        await surroundings.Output.WriteLineAsync($"The branch '{job.Site}' is told to print '{job.Title}' ({job.ShortId}) at '{Output.PlainText.Of(device)}'. Stand beside it.");
        return (int)ExitCode.Done;
    }
}
