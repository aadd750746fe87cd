using System.Globalization;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Grains.Abstractions.Queues;

namespace Platen.Console.Pages.Queues;

/// <summary>A queue as a form, and back.</summary>
internal static class QueueForm
{
    private const double MinutesPerHour = 60;

    /// <summary>A new queue's usual values.</summary>
    public static FormState Empty => new FormState().Set("kind", "pull").Set("unknownOwner", "hold").Set("keepHeldMinutes", "72").Set("keepReleasedMinutes", "24");

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
        .Set("prices/perJob", Money.Format(queue.Prices.BaseE4));

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
        };
    }

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
