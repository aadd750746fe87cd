using System.Collections.Immutable;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using Platen.Protocols.Ipp;
using Platen.Protocols.Snmp;
using DeviceLogSeverity = Platen.Contracts.AgentLink.V1.DeviceLogSeverity;

namespace Platen.SiteAgent.Devices.Log;

/// <summary>Reads <c>printer-alert</c> and <c>printer-alert-description</c> (PWG 5100.9, 5.1 and 5.2): names and values with semicolons between, a value an alert.</summary>
internal static class IppAlerts
{
    public const string Alert = "printer-alert";
    public const string Description = "printer-alert-description";

    private const int CharsMax = 1_024;

    /// <summary>The alerts; default: the printer does not tell them.</summary>
    public static ImmutableArray<DeviceAlert> Of(IppAttributeGroup printer)
    {
        if (printer.Find(Alert) is not { } alerts)
        {
            return default;
        }

        var words = printer.Find(Description)?.AsStrings().Take(DeviceAlert.Most).ToArray() ?? [];
        return
        [
            .. alerts.Values.Take(DeviceAlert.Most).Select((value, place) => Parse(Text(value), place < words.Length ? words[place] : "")).OfType<DeviceAlert>().DistinctBy(alert => alert.Key),
        ];
    }

    private static string Text(IppValue value) => value switch
    {
        IppOctetsValue octets => System.Text.Encoding.UTF8.GetString(octets.Octets.Span[..Math.Min(octets.Octets.Length, CharsMax)]),
        IppStringValue text => text.Text,
        _ => "",
    };

    private static DeviceAlert? Parse(string alert, string description)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in alert.Split(';', 16).Select(part => part.Split('=', 2)).Where(part => part.Length == 2))
        {
            parts[part[0].Trim()] = FactBounds.Text(part[1].Trim(), DeviceLogRules.CodeMax);
        }

        if (!parts.TryGetValue("code", out var said) || said.Length == 0)
        {
            return null;
        }

        var code = int.TryParse(said, out var number) ? PrinterAlertWords.Code(number) : said;
        string Part(string name) => parts.GetValueOrDefault(name, "");
        var text = FactBounds.Text(description, DeviceLogRules.TextMax).Trim();
        return new DeviceAlert(
            $"ipp/{Part("group")}/{Part("groupindex")}/{Part("location")}/{code}",
            Part("severity").ToLowerInvariant() switch
            {
                "3" or "critical" => DeviceLogSeverity.Critical,
                "4" or "5" or "warning" or "warningbinarychangeevent" => DeviceLogSeverity.Warning,
                _ => DeviceLogSeverity.Information,
            },
            code,
            text.Length > 0 ? text : Part("group").Length > 0 ? $"{code} ({Part("group")})" : code);
    }
}
