using Orleans.Concurrency;
using Platen.Domain.Directories;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Directories;

/// <summary>An LDAP directory of people: settings, and runs of its synchronisation, one at a time (AU21). Key: <see cref="GrainKeys.Directory"/>.</summary>
[Alias("platen.directories.directory-grain")]
public interface IDirectoryGrain : IGrainWithStringKey
{
    /// <summary>The directory as it stands, or null.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<DirectoryView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records or changes its settings. A changed host, port, protection or account asks for the password again. Administrators only.</summary>
    [Alias("put")]
    Task<CommandResult> PutAsync(PutDirectory command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Connects with the settings as they are recorded and reads a few people. Administrators only; for others it says so.</summary>
    [Alias("test")]
    Task<DirectoryProbe> TestAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Begins a run and returns at once. Administrators only.</summary>
    [Alias("start")]
    Task<StartRunResult> StartAsync(DirectoryRunKind kind, Actor actor, CancellationToken cancellationToken);

    /// <summary>Begins a full run that may shut out as many users as the newest run, which the brake stopped, wanted to. Administrators only.</summary>
    [Alias("confirm")]
    Task<StartRunResult> ConfirmAsync(string run, Actor actor, CancellationToken cancellationToken);

    /// <summary>A run with its result, or null.</summary>
    [Alias("get-run")]
    Task<DirectoryRun?> GetRunAsync(string run, CancellationToken cancellationToken);

    /// <summary>Begins the run that is due by now, if one is. Called by the schedule.</summary>
    [Alias("tick")]
    Task TickAsync(CancellationToken cancellationToken);
}
