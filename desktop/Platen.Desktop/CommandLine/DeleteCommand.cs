using System.CommandLine;
using Platen.Desktop.Jobs;

namespace Platen.Desktop.CommandLine;

/// <summary><c>platen delete JOB</c>.</summary>
internal static class DeleteCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var job = new Argument<string>("JOB") { Description = "The job's name in 'platen jobs', or its whole id." };
        var command = new Command("delete", "Deletes one of your jobs that are held.") { job };
        command.SetAction((parse, token) => RunAsync(surroundings, parse.GetRequiredValue(job), token));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, string name, CancellationToken cancellationToken)
    {
        using var session = surroundings.Begin();
        var jobs = new JobCalls(session.Rest);
        var job = await jobs.FindAsync(name, cancellationToken);
        await jobs.DeleteAsync(job, cancellationToken);
        await surroundings.Output.WriteLineAsync($"The branch '{job.Site}' is told to delete '{job.Title}' ({job.ShortId}); it does so when it is reached.");
        return (int)ExitCode.Done;
    }
}
