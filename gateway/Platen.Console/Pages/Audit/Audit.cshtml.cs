using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Users;

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

    /// <summary>What the check found; null: not checked.</summary>
    public ImmutableArray<AuditBreak>? Breaks { get; private set; }

    /// <summary>Names of the users in it.</summary>
    public People Users { get; private set; } = People.None;

    /// <summary>Shows the log.</summary>
    public async Task OnGetAsync()
    {
        Entries = await Query.ListAuditAsync(Paging, Aborted);
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

    /// <summary>Checks the whole log.</summary>
    public async Task OnPostAsync()
    {
        Breaks = await Query.VerifyAuditAsync(Aborted);
        await OnGetAsync();
    }

    private static UserId? UserOf(string name) => name.StartsWith("user:", StringComparison.Ordinal) && UserId.TryParse(name["user:".Length..], out var user) ? user : null;
}
