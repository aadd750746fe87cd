using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Audit;
using Platen.Domain.Ports;

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

    /// <summary>Shows the log.</summary>
    public async Task OnGetAsync() => Entries = await Query.ListAuditAsync(Paging, Aborted);

    /// <summary>Checks the whole log.</summary>
    public async Task OnPostAsync()
    {
        Breaks = await Query.VerifyAuditAsync(Aborted);
        await OnGetAsync();
    }
}
