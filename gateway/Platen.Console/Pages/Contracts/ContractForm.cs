using System.Globalization;
using Platen.Console.Shared;
using Platen.Domain.Contracts;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Console.Pages.Contracts;

/// <summary>A contract as people fill it in.</summary>
internal static class ContractForm
{
    public static FormState Of(Contract row) => new FormState()
        .Set("number", row.Number).Set("kind", row.Kind.ToString().ToLowerInvariant()).Set("party", row.Party).Set("start", Day(row.Start)).Set("end", row.End is { } end ? Day(end) : "")
        .Set("devices", row.Devices.ToString(CultureInfo.InvariantCulture)).Set("note", row.Note).Set("withdrawn", row.Withdrawn ? "true" : "").Set("version", row.Version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads the form; what cannot be read becomes errors of it.</summary>
    public static PutContract Read(FormState form, ContractId id, ContractKind kind) => new()
    {
        Contract = id,
        Number = form.Text("number"),
        Kind = kind,
        Party = form.Text("party"),
        Start = ReadDay(form, "start") ?? default,
        End = form.Text("end").Length == 0 ? null : ReadDay(form, "end"),
        Devices = form.Number("devices"),
        Note = form.Text("note"),
        Withdrawn = form.Checked("withdrawn"),
        Version = long.TryParse(form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
    };

    private static DateOnly? ReadDay(FormState form, string name)
    {
        if (DateOnly.TryParseExact(form.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        form.Add(name, "Give a day such as 2026-01-31.");
        return null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
