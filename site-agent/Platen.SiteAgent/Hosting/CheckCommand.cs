using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Hosting;

/// <summary>
/// <c>check [--delete-damaged]</c>: opens the spool of a stopped agent as a start does, reads every document, and names the damaged ones on standard output, a line each:
/// job, damage, chunk. Ends with 0 when all are whole, 1 when some are not or the journal cannot be read, 2 when it was called wrongly.
/// </summary>
internal static class CheckCommand
{
    private const string DeleteFlag = "--delete-damaged";
    private const int ProgressEvery = 100;

    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Where(arg => arg != DeleteFlag)]).Build();
        var options = configuration.GetSection(SpoolOptions.Section).Get<SpoolOptions>() ?? new SpoolOptions();
        if (options.Directory.Length == 0)
        {
            options.Directory = Path.Combine(configuration["Agent:DataDirectory"] ?? "", "spool");
        }

        if (!Directory.Exists(Path.Combine(options.Directory, "journal")))
        {
            await Console.Error.WriteLineAsync($"error: there is no spool in '{options.Directory}'. usage: Platen.SiteAgent check [{DeleteFlag}] --Agent:DataDirectory=FOLDER");
            return 2;
        }

        try
        {
            await using var engine = await SpoolEngine.OpenAsync(new PosixDisk(), keySource: null, options, TimeProvider.System, NullLogger.Instance);
            return await CheckAsync(engine, args.Contains(DeleteFlag));
        }
        catch (Exception fault) when (fault is JournalDamagedException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("error: " + fault.Message);
            return 1;
        }
    }

    private static async Task<int> CheckAsync(SpoolEngine engine, bool deletes)
    {
        var result = await new SpoolCheck(engine).RunAsync(Console.IsErrorRedirected ? null : ShowProgress);
        foreach (var damage in result.Damages)
        {
            Console.WriteLine($"{damage.Job} {damage.Damage} chunk {damage.Chunk}: {damage.Message}");
            if (deletes)
            {
                var deleted = await engine.Jobs.DeleteAsync(damage.Job, DeletionCause.Damaged, user: null);
                Console.WriteLine($"{damage.Job} deletion: {deleted.Code}");
            }
        }

        Console.WriteLine($"{result.Jobs} jobs with {result.Bytes} bytes read, {result.Damages.Count} damaged; {engine.Journal.LastSequence} facts in the journal, {engine.Journal.AcknowledgedThrough} of them acknowledged");
        return result.Damages.Count == 0 ? 0 : 1;
    }

    private static void ShowProgress(int done, int all)
    {
        if (done % ProgressEvery == 0 || done == all)
        {
            Console.Error.Write($"\r{done} of {all} jobs{(done == all ? "\n" : "")}");
        }
    }
}
