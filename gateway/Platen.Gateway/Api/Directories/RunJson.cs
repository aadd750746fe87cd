using Platen.Domain.Directories;

namespace Platen.Gateway.Api.Directories;

/// <summary>A run of a directory's synchronisation.</summary>
internal sealed record RunJson(
    string Id, DirectoryRunKind Kind, DirectoryRunState State, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Message, DirectoryCounts Counts, IReadOnlyList<DirectoryRow> Rows)
{
    public static RunJson Of(DirectoryRun run) => new(run.Id, run.Kind, run.State, run.By, run.StartedAt, run.EndedAt, run.Message, run.Counts, run.Rows);
}
