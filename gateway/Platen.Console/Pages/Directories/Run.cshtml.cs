using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Directories;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Directories;

/// <summary>A run of a directory's synchronisation, with its result.</summary>
public sealed class RunModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Run";

    /// <inheritdoc/>
    public override string Section => "directories";

    /// <summary>The run.</summary>
    public DirectoryRun Subject { get; private set; } = null!;

    /// <summary>What a run does, for people.</summary>
    public static string Words(DirectoryRunKind kind) => kind switch
    {
        DirectoryRunKind.Preview => "Preview",
        DirectoryRunKind.Full => "Full run",
        DirectoryRunKind.Changes => "Changes",
        _ => "",
    };

    /// <summary>How a run stands, for people.</summary>
    public static string Words(DirectoryRunState state) => state switch
    {
        DirectoryRunState.Running => "under way",
        DirectoryRunState.Done => "done",
        DirectoryRunState.Braked => "stopped by the brake",
        DirectoryRunState.Failed => "failed",
        DirectoryRunState.Interrupted => "interrupted",
        _ => "",
    };

    /// <summary>What a row is about, for people.</summary>
    public static string Words(DirectoryRowKind kind) => kind switch
    {
        DirectoryRowKind.Added => "added",
        DirectoryRowKind.Changed => "changed",
        DirectoryRowKind.ShutOut => "shut out",
        DirectoryRowKind.LetIn => "let in again",
        DirectoryRowKind.Refused => "refused",
        DirectoryRowKind.Remark => "remark",
        DirectoryRowKind.Group => "group",
        _ => "",
    };

    /// <summary>Shows the run.</summary>
    public async Task<IActionResult> OnGetAsync(string directory, string run)
    {
        if (!DirectoryId.TryParse(directory, out var id) || await Grains.Directory(Tenant, id).GetRunAsync(run, Aborted) is not { } row)
        {
            return NotFound();
        }

        Subject = row;
        return Page();
    }
}
