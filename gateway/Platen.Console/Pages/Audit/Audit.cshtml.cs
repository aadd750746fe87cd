using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Audit;

namespace Platen.Console.Pages.Audit;

/// <summary>The audit log, and the check that nobody has changed it (I7).</summary>
public sealed class AuditModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Audit";

    /// <inheritdoc/>
    public override string Section => "audit";

    /// <summary>The entries.</summary>
    public ResultPage<ChainedAuditEntry> Entries { get; private set; } = new([], "");

    /// <summary>How the log stands as a whole.</summary>
    public AuditState State { get; private set; } = new();

    /// <summary>Whether some fault says that a backup of the database was put back, which an administrator can accept.</summary>
    public bool WentBack => State.Verdict is { } verdict && verdict.Breaks.Any(fault => fault.Kind == AuditBreakKind.RolledBack);

    /// <summary>Whether only the security log is shown.</summary>
    public bool OnlySecurity => Text("show") == "security";

    /// <summary>Where the same entries are a file.</summary>
    public string Export(string format) => $"/api/v1/audit/export?format={format}{(OnlySecurity ? "&security=true" : "")}";

    /// <summary>Names of the users in it.</summary>
    public People Users { get; private set; } = People.None;

    /// <summary>Shows the log.</summary>
    public async Task OnGetAsync()
    {
        State = await Grains.Audit(Tenant).GetAsync(Actor, Aborted) ?? new AuditState();
        Entries = await Lists.ListAuditOfAsync(new AuditFilter { SecurityOnly = OnlySecurity }, Paging, Actor, Aborted);
        Users = await People.LoadAsync(Grains, Tenant, Entries.Items.SelectMany(row => new[] { UserOf(row.Entry.Actor), UserOf(row.Entry.Subject) }), Aborted);
    }

    /// <summary>Who or what an entry names, in words for people: a user's name, else the kind and the end of the id.</summary>
    public string Name(string name)
    {
        if (UserOf(name) is { } user)
        {
            return Users.Name(user);
        }

        var parts = name.Split(':', 2);
        return parts.Length == 2 && Guid.TryParse(parts[1], out _) ? $"{parts[0]} …{parts[1][^12..]}" : name.Replace(':', ' ');
    }

    /// <summary>The page of what an entry names; null: it has none.</summary>
    public static string? Link(string name) => name.Split(':', 2) switch
    {
        ["user", var id] when UserId.TryParse(id, out _) => $"/users/{id}",
        ["job", var id] when JobId.TryParse(id, out _) => $"/jobs/{id}",
        _ => null,
    };

    /// <summary>A fault's kind, for people.</summary>
    public static string Words(AuditBreakKind kind) => kind switch
    {
        AuditBreakKind.Edited => "edited",
        AuditBreakKind.Deleted => "deleted",
        AuditBreakKind.Reordered => "reordered",
        AuditBreakKind.Truncated => "cut off",
        AuditBreakKind.Rewritten => "written anew",
        AuditBreakKind.Forged => "forged checkpoint",
        AuditBreakKind.CheckpointMissing => "checkpoint missing",
        AuditBreakKind.RolledBack => "backup put back",
        _ => "",
    };

    /// <summary>Begins a check of the whole log, which goes on by itself.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Grains.Audit(Tenant).VerifyAsync(Actor, Aborted);
        return result.IsDone ? Redirect("/audit") : await AgainAsync(result);
    }

    /// <summary>Accepts that a backup was put back.</summary>
    public async Task<IActionResult> OnPostRestoredAsync()
    {
        var result = await Grains.Audit(Tenant).AcceptRestoreAsync(Actor, Aborted);
        return result.IsDone ? Redirect("/audit") : await AgainAsync(result);
    }

    private async Task<IActionResult> AgainAsync(CommandResult result)
    {
        await OnGetAsync();
        return Again(result);
    }

    private static UserId? UserOf(string name) => name.StartsWith("user:", StringComparison.Ordinal) && UserId.TryParse(name["user:".Length..], out var user) ? user : null;
}
