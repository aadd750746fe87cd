using Microsoft.Extensions.Logging;
using Platen.Domain;
using Platen.Domain.Directories;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Directories;

/// <summary>Carries out runs of a directory's synchronisation: read, brake, write, and say how it ended. A run needs no place to go on at: what it has written stays true, and the next run does the rest.</summary>
internal sealed partial class DirectoryRuns(
    IRecordStore store, IRecordQueries queries, IDirectoryClient client, IMasterKey master, IWebSessions sessions, IGrainFactory grains, TimeProvider time, ILogger<DirectoryRuns> logger)
{
    private const int DecisionsMax = 8;

    /// <summary>Does the run that is recorded as begun, and records its end; it never throws.</summary>
    /// <param name="directory">The settings.</param>
    /// <param name="run">The run, as it was recorded.</param>
    /// <param name="confirmed">So many users may be shut out, because an administrator said so; null: the brake decides.</param>
    /// <param name="actor">In whose name the audit log has it.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="cancellationToken">The server ends.</param>
    public async Task CarryOutAsync(UserDirectory directory, DirectoryRun run, int? confirmed, Actor actor, DirectoryProgress progress, CancellationToken cancellationToken)
    {
        DirectoryPlan? plan = null;
        var full = false;
        DirectoryRun end;
        try
        {
            var before = await store.FindDirectoryStateAsync(directory.Tenant, directory.Id, cancellationToken);
            var reader = new DirectoryReader(store, queries, client, time, directory, PasswordOf(directory));
            (plan, full) = await reader.PlanAsync(run.Kind == DirectoryRunKind.Changes ? before?.Mark ?? "" : "", cancellationToken);
            end = Brake(directory, run, plan, confirmed);
            if (end.State == DirectoryRunState.Done && run.Kind != DirectoryRunKind.Preview)
            {
                await new DirectoryWriter(store, sessions, grains, time, directory, actor, plan).WriteAsync(progress, cancellationToken);
            }
        }
        catch (DirectoryUnavailableException fault)
        {
            end = run with { State = DirectoryRunState.Failed, Message = fault.Message };
            LogFailed(directory.Id.Value, fault.Message);
        }
        catch (OperationCanceledException)
        {
            end = run with { State = DirectoryRunState.Interrupted, Message = "The server ended meanwhile." };
        }
        catch (Exception fault)
        {
            // whatever it is, the run has ended: else nobody could begin another one
            end = run with { State = DirectoryRunState.Failed, Message = "The run broke off by a fault of the server; its log says more." };
            LogBroken(directory.Id.Value, fault);
        }

        await RecordEndAsync(directory, end, plan, full, actor);
    }

    /// <summary>The password of our account at a directory; empty for none.</summary>
    /// <exception cref="DirectoryUnavailableException">It was sealed for another host, or under another master key.</exception>
    public string PasswordOf(UserDirectory directory) => directory.SealedPassword.IsDefaultOrEmpty
        ? ""
        : SealedSecret.Open(master.Key.AsSpan(), directory.Tenant, directory.PasswordContext, directory.SealedPassword.AsSpan())
            ?? throw new DirectoryUnavailableException("The stored password was given for another host, or under another master key; give it again.");

    private static DirectoryRun Brake(UserDirectory directory, DirectoryRun run, DirectoryPlan plan, int? confirmed)
    {
        const int Percent = 100;
        var allowed = confirmed ?? (long)plan.ActiveBefore * directory.VanishPercentMax / Percent;
        return plan.Counts.ShutOut > allowed
            ? run with
            {
                State = run.Kind == DirectoryRunKind.Preview ? DirectoryRunState.Done : DirectoryRunState.Braked,
                Message = $"{plan.Counts.ShutOut} of {plan.ActiveBefore} users would be shut out; more than {directory.VanishPercentMax} % need an administrator's word. {(run.Kind == DirectoryRunKind.Preview ? "" : "Nothing was changed.")}".Trim(),
            }
            : run with { State = DirectoryRunState.Done };
    }

    private async Task RecordEndAsync(UserDirectory directory, DirectoryRun end, DirectoryPlan? plan, bool full, Actor actor)
    {
        var now = time.GetUtcNow();
        end = end with { EndedAt = now, Counts = plan?.Counts ?? end.Counts, Rows = plan is null ? [] : [.. plan.Rows], Version = end.Version + 1 };
        var counts = end.Counts;
        var audit = ConsoleCommit.Audit(
            actor, now, "directory.run-ended", $"directory:{directory.Id}", end.State == DirectoryRunState.Done,
            [("run", end.Id), ("kind", end.Kind.ToString()), ("state", end.State.ToString()), ("counts", $"people {counts.People}, groups {counts.Groups}, added {counts.Added}, changed {counts.Changed}, shut out {counts.ShutOut}, let in {counts.LetIn}, refused {counts.Refused}")]);
        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            var before = await store.FindDirectoryStateAsync(directory.Tenant, directory.Id, CancellationToken.None);
            var state = (before ?? new DirectoryState { Tenant = directory.Tenant, Directory = directory.Id }) with { LastRun = end.Id };
            if (end is { State: DirectoryRunState.Done, Kind: not DirectoryRunKind.Preview } && plan is not null)
            {
                state = state with { Mark = plan.Mark, LastAt = end.StartedAt, LastFullAt = full ? end.StartedAt : state.LastFullAt };
            }

            var commit = ConsoleCommit.Of(
                directory.Tenant,
                [new DirectoryRunChange(end) { ExpectedVersion = end.Version - 1 }, new DirectoryStateChange(state with { Version = state.Version + 1 }) { ExpectedVersion = state.Version }],
                audit);
            if ((await store.CommitAsync(commit, CancellationToken.None)).Code == CommitCode.Committed)
            {
                return;
            }
        }

        LogUnrecorded(directory.Id.Value, end.Id);
    }

    [LoggerMessage(1350, LogLevel.Warning, "The directory {Directory} cannot be read: {Reason}")]
    private partial void LogFailed(string directory, string reason);

    [LoggerMessage(1351, LogLevel.Error, "A run of the directory {Directory} broke off")]
    private partial void LogBroken(string directory, Exception fault);

    [LoggerMessage(1352, LogLevel.Error, "The end of run {Run} of the directory {Directory} cannot be recorded: others change it again and again")]
    private partial void LogUnrecorded(string directory, string run);
}
