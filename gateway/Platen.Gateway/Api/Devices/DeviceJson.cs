using Platen.Domain.Devices;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Devices;

/// <summary>A device, and what it last said about itself.</summary>
internal sealed record DeviceJson
{
    public required string Id { get; init; }

    public required string Site { get; init; }

    public required string Name { get; init; }

    public required string Location { get; init; }

    public required string Host { get; init; }

    public required DeliveryProtocol Protocol { get; init; }

    public required int Port { get; init; }

    public required string Path { get; init; }

    public required int SnmpPort { get; init; }

    public required IReadOnlyList<string> PanelAddresses { get; init; }

    public required string CertificateSha256 { get; init; }

    public required string CertificateAuthorities { get; init; }

    public required bool Pjl { get; init; }

    public required int RetrySeconds { get; init; }

    public required IReadOnlyList<string> Accepts { get; init; }

    public required bool Colour { get; init; }

    public required bool Duplex { get; init; }

    public required bool Enabled { get; init; }

    public required string SecondPhase { get; init; }

    public required string ReaderFormat { get; init; }

    public required SpoolingJson Spooling { get; init; }

    public required DeviceStatusJson Status { get; init; }

    public static DeviceJson Of(Device device) => new()
    {
        Id = device.Id.Value,
        Site = device.Site.Value,
        Name = device.Name,
        Location = device.Location,
        Host = device.Host,
        Protocol = device.Protocol,
        Port = device.Port,
        Path = device.Path,
        SnmpPort = device.SnmpPort,
        PanelAddresses = device.PanelAddresses,
        CertificateSha256 = device.CertificateSha256,
        CertificateAuthorities = device.CertificateAuthorities,
        Pjl = device.Pjl,
        RetrySeconds = device.RetrySeconds,
        Accepts = device.Accepts,
        Colour = device.Colour,
        Duplex = device.Duplex,
        Enabled = device.Enabled,
        SecondPhase = PhaseWords.Of(device.Logins.SecondPhase),
        ReaderFormat = device.Logins.ReaderFormat,
        Spooling = SpoolingJson.Of(device.Spooling),
        Status = DeviceStatusJson.Of(device.Status),
    };
}
