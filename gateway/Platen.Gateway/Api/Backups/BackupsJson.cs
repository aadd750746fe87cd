using System.Collections.Immutable;
using Platen.Domain.Backups;
using Platen.Grains.Abstractions.Backups;

namespace Platen.Gateway.Api.Backups;

/// <summary>How the backups stand.</summary>
/// <param name="On">Whether the server makes backups.</param>
/// <param name="KeysToo">Whether it backs up its keys, too.</param>
/// <param name="RunningSince">Since when one is under way.</param>
/// <param name="NextAt">When the next one is planned.</param>
/// <param name="TriedAt">When one was last tried.</param>
/// <param name="LastResult">How that ended.</param>
/// <param name="Reason">Why it was not made.</param>
/// <param name="LateSince">Since when the last good one is too old.</param>
/// <param name="FolderFault">Why the folder cannot be read.</param>
/// <param name="Items">The files, newest first; 1,000 at most.</param>
internal sealed record BackupsJson(
    bool On, bool KeysToo, DateTimeOffset? RunningSince, DateTimeOffset? NextAt, DateTimeOffset? TriedAt, BackupCode? LastResult, string Reason, DateTimeOffset? LateSince, string FolderFault, ImmutableArray<BackupJson> Items)
{
    public static BackupsJson Of(BackupView view) => new(
        view.IsOn, view.WithKeys, view.RunningSince, view.NextAt, view.Memory.TriedAt, view.Memory.TriedAt is null ? null : view.Memory.Code, view.Memory.Reason, view.Memory.LateSince, view.FolderFault, [.. view.Files.Select(BackupJson.Of)]);
}
