using System.Collections.Immutable;
using System.Net;

namespace Platen.Domain.Devices;

/// <summary>What a device's record must be like.</summary>
public static class DeviceRules
{
    /// <summary>Longest path, in characters.</summary>
    public const int PathMax = 255;

    /// <summary>Most addresses or prefixes of panels.</summary>
    public const int PanelAddressesMax = 32;

    /// <summary>Most state reasons that are kept.</summary>
    public const int ReasonsMax = 32;

    /// <summary>All that is wrong with a device's settings; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Device device)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", device.Name);
        RuleText.Text(errors, "The location", device.Location, RuleText.NameMax);
        if (Uri.CheckHostName(device.Host) == UriHostNameType.Unknown)
        {
            errors.Add($"The host '{device.Host}' is neither a host name nor an address.");
        }

        if (device.Protocol is < DeliveryProtocol.Raw or > DeliveryProtocol.Ipps)
        {
            errors.Add("The protocol is missing; give Raw, Lpr, Ipp or Ipps.");
        }

        RuleText.Range(errors, "The port", device.Port, 1, ushort.MaxValue);
        RuleText.Range(errors, "The SNMP port", device.SnmpPort, 0, ushort.MaxValue);
        CheckPath(errors, device);
        CheckPanels(errors, device.PanelAddresses);
        if (device.CertificateSha256.Length > 0 && (device.CertificateSha256.Length != 64 || !device.CertificateSha256.All(char.IsAsciiHexDigit)))
        {
            errors.Add("The certificate's SHA-256 is not 64 hexadecimal digits; copy it whole, or leave it empty to trust the first one that is shown.");
        }

        return errors.ToImmutable();
    }

    /// <summary>A status within its bounds.</summary>
    public static DeviceStatus Status(DeviceObserved fact, DateTimeOffset at) => new()
    {
        PrinterState = fact.PrinterState is >= 3 and <= 5 ? fact.PrinterState : 0,
        Reasons = [.. fact.Reasons.Take(ReasonsMax).Select(reason => Jobs.FactBounds.Text(reason, PathMax))],
        PageCounter = fact.PageCounter is >= 0 ? fact.PageCounter : null,
        SerialNumber = Jobs.FactBounds.Text(fact.SerialNumber, PathMax),
        Model = Jobs.FactBounds.Text(fact.Model, PathMax),
        ObservedAt = at,
    };

    private static void CheckPath(ImmutableArray<string>.Builder errors, Device device)
    {
        RuleText.Text(errors, "The path", device.Path, PathMax);
        switch (device.Protocol)
        {
            case DeliveryProtocol.Raw when device.Path.Length > 0:
                errors.Add($"The path is '{device.Path}', but RAW has none; leave it empty.");
                break;
            case DeliveryProtocol.Lpr when device.Path.Length == 0:
                errors.Add("The path is empty, but LPR needs the printer's queue name there; 'lp' is common.");
                break;
            case DeliveryProtocol.Ipp or DeliveryProtocol.Ipps when !device.Path.StartsWith('/'):
                errors.Add($"The path is '{device.Path}', but IPP needs a resource path that begins with a slash, such as /ipp/print.");
                break;
        }
    }

    private static void CheckPanels(ImmutableArray<string>.Builder errors, ImmutableArray<string> addresses)
    {
        if (addresses.Length > PanelAddressesMax)
        {
            errors.Add($"There are {addresses.Length} panel addresses; {PanelAddressesMax} at most are allowed. Use prefixes.");
        }

        foreach (var text in addresses.Where(text => !IPAddress.TryParse(text, out _) && !IPNetwork.TryParse(text, out _)).Take(PanelAddressesMax))
        {
            errors.Add($"The panel address '{text}' is neither an address nor a prefix such as 192.0.2.0/24.");
        }
    }
}
