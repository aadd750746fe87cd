using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Directories;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.Directories;

/// <summary>
/// Writes a plan: many users in one transaction, each with its audit and feed rows, each guarded by its version. A batch that does not fit is written one by one, so that one user never stops others. A user's grain that is active
/// reads its row anew, and sessions of who is shut out end.
/// </summary>
internal sealed class DirectoryWriter(IRecordStore store, IWebSessions sessions, IGrainFactory grains, TimeProvider time, UserDirectory directory, Actor actor, DirectoryPlan plan)
{
    private const int UsersAtOnce = 200;
    private const int GrainsAtOnce = 16;

    /// <summary>Writes all of it.</summary>
    public async Task WriteAsync(DirectoryProgress progress, CancellationToken cancellationToken)
    {
        foreach (var groups in plan.Groups.Chunk(UsersAtOnce))
        {
            await CommitAsync([.. groups.Select(GroupCommit)], cancellationToken);
        }

        foreach (var users in plan.Users.Chunk(UsersAtOnce))
        {
            await WriteAsync(users, cancellationToken);
            progress.Wrote(users.Length);
        }
    }

    private async Task WriteAsync((User? Before, User After)[] users, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(Merge([.. users.Select(UserCommit)]), cancellationToken);
        var written = users;
        if (result.Code != CommitCode.Committed)
        {
            List<(User? Before, User After)> fit = [];
            foreach (var user in users)
            {
                if (await WriteOneAsync(user, cancellationToken))
                {
                    fit.Add(user);
                }
            }

            written = [.. fit];
        }

        await Parallel.ForEachAsync(
            written.Where(user => user.Before is not null), new ParallelOptions { MaxDegreeOfParallelism = GrainsAtOnce, CancellationToken = cancellationToken }, async (user, token) => await TellAsync(user.Before!, user.After, token));
    }

    private async Task<bool> WriteOneAsync((User? Before, User After) user, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(UserCommit(user), cancellationToken);
        if (result.Code != CommitCode.Committed)
        {
            // of a user who was changed here meanwhile the next run knows more
            plan.Refuse(user.After.LoginName, result.Code == CommitCode.Conflict ? "The user was changed here at the same time; the next run tries again." : result.Message);
        }

        return result.Code == CommitCode.Committed;
    }

    private async Task TellAsync(User before, User after, CancellationToken cancellationToken)
    {
        await grains.User(after.Tenant, after.Id).ReloadAsync(cancellationToken);
        if (before.Active && !after.Active)
        {
            await sessions.EndAllAsync(after.Tenant, after.Id, cancellationToken);
        }
    }

    private async Task CommitAsync(ImmutableArray<Commit> commits, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(Merge(commits), cancellationToken);
        if (result.Code != CommitCode.Committed)
        {
            throw new DirectoryUnavailableException($"The groups cannot be written: {result.Message}. Was another run under way? Run it again.");
        }
    }

    private Commit Merge(ImmutableArray<Commit> commits) => new()
    {
        Tenant = directory.Tenant,
        AuditChain = ConsoleCommit.Chain,
        Changes = [.. commits.SelectMany(commit => commit.Changes)],
        Audit = [.. commits.SelectMany(commit => commit.Audit)],
        Feed = [.. commits.SelectMany(commit => commit.Feed)],
    };

    private Commit GroupCommit((Group? Before, Group After) change) =>
        GroupRows.Commit(change.Before, change.After, Audit(change.Before is null ? "group.created" : "group.updated", $"group:{change.After.Id}", ("name", change.After.Name), ("active", change.After.Active ? "true" : "false")));

    private Commit UserCommit((User? Before, User After) change)
    {
        var action = change switch
        {
            (null, _) => "user.created",
            ({ Active: true }, { Active: false }) => "user.deactivated",
            ({ Active: false }, { Active: true }) => "user.reactivated",
            _ => "user.updated",
        };
        var audit = Audit(action, $"user:{change.After.Id}", ("directory", directory.Id.Value), ("changes", change.Before is null ? "" : PersonDiff.Describe(change.Before, change.After)));
        return ConsoleCommit.Of(directory.Tenant, [UserRows.Change(change.Before, change.After)], audit, UserRows.Feed(change.After));
    }

    private AuditEntry Audit(string action, string subject, params ImmutableArray<(string Name, string Value)> details) => ConsoleCommit.Audit(actor, time.GetUtcNow(), action, subject, details: details);
}
