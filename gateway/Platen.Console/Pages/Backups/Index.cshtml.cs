using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Backups;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Backups;

namespace Platen.Console.Pages.Backups;

/// <summary>The backups of the database, and one now (OP01). Files are not downloaded here: they stay where the server writes them.</summary>
public sealed class IndexModel : ConsolePage
{
    private const int RowsMax = 100;

    /// <inheritdoc/>
    public override string Heading => "Backups";

    /// <inheritdoc/>
    public override string Section => "backups";

    /// <summary>How they stand.</summary>
    public BackupView View { get; private set; } = new();

    /// <summary>The newest files.</summary>
    public IEnumerable<BackupInfo> Rows => View.Files.Take(RowsMax);

    /// <summary>A size, for people.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes >> 10)} KiB"),
    };

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync() => View = await Grains.Backups(Tenant).GetAsync(Actor, Aborted) ?? new BackupView();

    /// <summary>Begins one, which goes on by itself.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var result = await Grains.Backups(Tenant).StartAsync(Actor, Aborted);
        if (result.IsDone)
        {
            return Done("/backups", "backup-begun");
        }

        await OnGetAsync();
        return Again(result);
    }
}
