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

    /// <summary>Lowest port of device spooling: below it a port needs privileges.</summary>
    public const int SpoolPortMin = 1_030;

    /// <summary>Longest retry of a delivery, in seconds.</summary>
    public const int RetrySecondsMax = 3_600;

    /// <summary>Retry of a delivery unless set otherwise, in seconds: a printer that wakes up, not a person who waits.</summary>
    public const int RetrySecondsUsual = 15;

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

        if (device.Protocol is < DeliveryProtocol.Raw or > DeliveryProtocol.RawTls)
        {
            errors.Add("The protocol is missing; give Raw, RawTls, Lpr, Ipp or Ipps.");
        }

        RuleText.Range(errors, "The port", device.Port, 1, ushort.MaxValue);
        RuleText.Range(errors, "The SNMP port", device.SnmpPort, 0, ushort.MaxValue);
        RuleText.Range(errors, "The retry time", device.RetrySeconds, 0, RetrySecondsMax);
        CheckPath(errors, device);
        RuleAddresses.Check(errors, "The panel address", device.PanelAddresses, PanelAddressesMax);
        CheckSpooling(errors, device.Spooling);
        CheckLogins(errors, device.Logins);
        DeviceTrustRules.Check(errors, device);
        DeviceFormatRules.Check(errors, device);
        if (device.Pjl && device.Protocol is not (DeliveryProtocol.Raw or DeliveryProtocol.RawTls))
        {
            errors.Add($"The PJL wrapper is for RAW, but the protocol is {device.Protocol}; switch it off, or choose RAW.");
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
            case DeliveryProtocol.Raw or DeliveryProtocol.RawTls when device.Path.Length > 0:
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

    private static void CheckLogins(ImmutableArray<string>.Builder errors, DeviceLogins logins)
    {
        RuleText.Text(errors, "The reader format", logins.ReaderFormat, RuleText.NameMax);
        if (logins.SecondPhase is < Users.SecondPhase.Unspecified or > Users.SecondPhase.PinOrPassword)
        {
            errors.Add("The second phase of logins is not known; give none, pin, password or pinOrPassword.");
        }
    }

    private static void CheckSpooling(ImmutableArray<string>.Builder errors, DeviceSpooling spooling)
    {
        if (spooling.FirstPort is < SpoolPortMin or > ushort.MaxValue - DeviceSpooling.Ports || spooling.FirstPort % DeviceSpooling.PortStep != 0)
        {
            errors.Add($"The first spooling port is {spooling.FirstPort}; a multiple of {DeviceSpooling.PortStep} from {SpoolPortMin} to 65530 is expected, such as 10010 or 10020.");
        }

        if (spooling.Address.Length > 0 && !IPAddress.TryParse(spooling.Address, out _))
        {
            errors.Add($"The spooling address '{spooling.Address}' is no address; give one of the agent's own, or leave it empty.");
        }

        if (spooling is { Enabled: true, Queue: null })
        {
            errors.Add("The spooling queue is missing; name the queue whose prices and policies hold for jobs sent to the device.");
        }
    }
}
