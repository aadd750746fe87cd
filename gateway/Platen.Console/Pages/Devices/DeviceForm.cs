using System.Globalization;
using System.Text.Json;
using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Devices;

namespace Platen.Console.Pages.Devices;

/// <summary>A device as a form, and back.</summary>
internal static class DeviceForm
{
    private static readonly char[] Separators = [',', ' ', ';'];

    /// <summary>A new device's usual values.</summary>
    public static FormState Empty => new FormState().Set("protocol", "ipps").Set("port", "631").Set("path", "/ipp/print").Set("retrySeconds", "15").Set("snmpPort", "161").Set("colour", "true").Set("duplex", "true").Set("enabled", "true").Set("spooling/firstPort", "10010");

    public static FormState Of(Device device) => new FormState()
        .Set("name", device.Name)
        .Set("location", device.Location)
        .Set("host", device.Host)
        .Set("protocol", JsonNamingPolicy.CamelCase.ConvertName(device.Protocol.ToString()))
        .Set("port", device.Port.ToString(CultureInfo.InvariantCulture))
        .Set("path", device.Path)
        .Set("snmpPort", device.SnmpPort.ToString(CultureInfo.InvariantCulture))
        .Set("panelAddresses", string.Join(", ", device.PanelAddresses))
        .Set("certificateSha256", device.CertificateSha256)
        .Set("certificateAuthorities", device.CertificateAuthorities)
        .Set("retrySeconds", device.RetrySeconds.ToString(CultureInfo.InvariantCulture))
        .Set("accepts", string.Join(", ", device.Accepts))
        .Set("secondPhase", PhaseChoices.Word(device.Logins.SecondPhase))
        .Set("readerFormat", device.Logins.ReaderFormat)
        .Set("pjl", device.Pjl ? "true" : "")
        .Set("colour", device.Colour ? "true" : "")
        .Set("duplex", device.Duplex ? "true" : "")
        .Set("enabled", device.Enabled ? "true" : "")
        .Set("spooling/enabled", device.Spooling.Enabled ? "true" : "")
        .Set("spooling/firstPort", device.Spooling.FirstPort.ToString(CultureInfo.InvariantCulture))
        .Set("spooling/address", device.Spooling.Address)
        .Set("spooling/queue", device.Spooling.Queue?.Value ?? "");

    public static PutDevice Read(FormState form) => new()
    {
        Name = form.Text("name"),
        Location = form.Text("location"),
        Host = form.Text("host"),
        Protocol = form.Word<DeliveryProtocol>("protocol"),
        Port = form.Number("port"),
        Path = form.Text("path"),
        SnmpPort = form.Number("snmpPort"),
        PanelAddresses = [.. form.Text("panelAddresses").Split(Separators, StringSplitOptions.RemoveEmptyEntries)],
        CertificateSha256 = form.Text("certificateSha256"),
        CertificateAuthorities = form.Text("certificateAuthorities"),
        Accepts = [.. form.Text("accepts").Split(Separators, StringSplitOptions.RemoveEmptyEntries)],
        Pjl = form.Checked("pjl"),
        RetrySeconds = form.Number("retrySeconds"),
        Colour = form.Checked("colour"),
        Duplex = form.Checked("duplex"),
        Enabled = form.Checked("enabled"),
        Logins = new DeviceLogins { SecondPhase = form.Word<SecondPhase>("secondPhase"), ReaderFormat = form.Text("readerFormat") },
        Spooling = Spooling(form),
    };

    private static DeviceSpooling Spooling(FormState form)
    {
        var queue = form.Text("spooling/queue");
        if (queue.Length > 0 && !QueueId.TryParse(queue, out _))
        {
            form.Add("spooling/queue", $"'{queue}' is no queue's id.");
        }

        return new DeviceSpooling
        {
            Enabled = form.Checked("spooling/enabled"),
            FirstPort = form.Number("spooling/firstPort", DeviceSpooling.FirstPortDefault),
            Address = form.Text("spooling/address"),
            Queue = QueueId.TryParse(queue, out var id) ? id : null,
        };
    }
}
