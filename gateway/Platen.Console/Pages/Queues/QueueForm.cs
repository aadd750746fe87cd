using System.Globalization;
using System.Text.Json;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions.Queues;

namespace Platen.Console.Pages.Queues;

/// <summary>A queue as a form, and back.</summary>
internal static class QueueForm
{
    private const double MinutesPerHour = 60;
    private static readonly char[] Separators = [',', ' ', ';'];

    /// <summary>The choice of copies at a site: this, and the site's id.</summary>
    public const string CopiesAtSite = "site/";

    private const string NoCopies = "none";
    private const string CopiesAtServer = "server";

    /// <summary>A new queue's usual values.</summary>
    public static FormState Empty => new FormState().Set("kind", "pull").Set("unknownOwner", "hold").Set("keepHeldMinutes", "72").Set("keepReleasedMinutes", "24")
        .Set("intake/pjl", "remove").Set("intake/postScript", "refuse").Set("intake/allowsDelegates", "true").Set("copies", NoCopies);

    public static FormState Of(Queue queue) => new FormState()
        .Set("name", queue.Name)
        .Set("kind", queue.Kind.ToString().ToLowerInvariant())
        .Set("unknownOwner", queue.UnknownOwner.ToString().ToLowerInvariant())
        .Set("device", queue.Device?.Value ?? "")
        .Set("rawPort", queue.RawPort == 0 ? "" : queue.RawPort.ToString(CultureInfo.InvariantCulture))
        .Set("keepHeldMinutes", Hours(queue.KeepHeld))
        .Set("keepReleasedMinutes", Hours(queue.KeepReleased))
        .Set("prices/monoPage", Money.Format(queue.Prices.MonoPageE4))
        .Set("prices/colourPage", Money.Format(queue.Prices.ColourPageE4))
        .Set("prices/duplexDiscount", Money.Format(queue.Prices.DuplexDiscountE4))
        .Set("prices/perJob", Money.Format(queue.Prices.BaseE4))
        .Set("intake/leastEvidence", queue.Intake.LeastEvidence == OwnerEvidence.Unspecified ? "" : JsonNamingPolicy.CamelCase.ConvertName(queue.Intake.LeastEvidence.ToString()))
        .Set("intake/trustedAddresses", string.Join(", ", queue.Intake.TrustedAddresses))
        .Set("intake/pjl", queue.Intake.Pjl.ToString().ToLowerInvariant())
        .Set("intake/allowsDisplayTexts", queue.Intake.AllowsDisplayTexts ? "true" : "")
        .Set("intake/postScript", queue.Intake.PostScript.ToString().ToLowerInvariant())
        .Set("intake/allowsDelegates", queue.Intake.AllowsDelegates ? "true" : "")
        .Set("copies", queue.Copies switch { { Site: { } site } => CopiesAtSite + site, { Place: CopyPlace.Server } => CopiesAtServer, _ => NoCopies });

    public static PutQueue Read(FormState form)
    {
        var kind = form.Word<QueueKind>("kind");
        return new PutQueue
        {
            Name = form.Text("name"),
            Kind = kind,
            UnknownOwner = form.Word<UnknownOwnerPolicy>("unknownOwner"),
            // the list of devices stays in the form whatever the kind; it means something for direct queues only
            Device = kind == QueueKind.Direct && DeviceId.TryParse(form.Text("device"), out var device) ? device : null,
            RawPort = form.Number("rawPort"),
            KeepHeld = Time(form, "keepHeldMinutes"),
            KeepReleased = Time(form, "keepReleasedMinutes"),
            Prices = new PriceList
            {
                MonoPageE4 = form.Amount("prices/monoPage"),
                ColourPageE4 = form.Amount("prices/colourPage"),
                DuplexDiscountE4 = form.Amount("prices/duplexDiscount"),
                BaseE4 = form.Amount("prices/perJob"),
            },
            Intake = new IntakePolicy
            {
                LeastEvidence = form.Word<OwnerEvidence>("intake/leastEvidence"),
                TrustedAddresses = [.. form.Text("intake/trustedAddresses").Split(Separators, StringSplitOptions.RemoveEmptyEntries)],
                Pjl = form.Word<UnsafeContentPolicy>("intake/pjl"),
                AllowsDisplayTexts = form.Checked("intake/allowsDisplayTexts"),
                PostScript = form.Word<UnsafeContentPolicy>("intake/postScript"),
                AllowsDelegates = form.Checked("intake/allowsDelegates"),
            },
            Copies = Copies(form.Text("copies")),
        };
    }

    private static CopyPolicy Copies(string chosen) =>
        chosen == CopiesAtServer ? new CopyPolicy { Place = CopyPlace.Server }
        : chosen.StartsWith(CopiesAtSite, StringComparison.Ordinal) && SiteId.TryParse(chosen[CopiesAtSite.Length..], out var site) ? new CopyPolicy { Place = CopyPlace.Site, Site = site }
        : CopyPolicy.None;

    private static string Hours(TimeSpan time) => (time.TotalMinutes / MinutesPerHour).ToString("0.##", CultureInfo.InvariantCulture);

    private static TimeSpan Time(FormState form, string name)
    {
        const double HoursMax = 100_000;
        var text = form.Text(name).Replace(',', '.');
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours <= HoursMax)
        {
            return TimeSpan.FromHours(hours);
        }

        form.Add(name, $"'{text}' is no number of hours.");
        return default;
    }
}
