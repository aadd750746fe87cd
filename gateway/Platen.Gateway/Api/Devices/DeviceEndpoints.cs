using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Devices;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;

namespace Platen.Gateway.Api.Devices;

internal static class DeviceEndpoints
{
    private const string Route = "/sites/{site}/devices/{device}";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/devices", ListAsync).WithTags("Devices").Describe<PageOf<DeviceJson>>("listDevices", "Devices of all sites, or of one.");
        api.MapGet(Route, GetAsync).WithTags("Devices").Describe<DeviceJson>("getDevice", "One device.");
        api.MapPut(Route, PutAsync).WithTags("Devices").Describe<DeviceJson>("putDevice", "Adds a device, or replaces its settings.");
        api.MapDelete(Route, RemoveAsync).WithTags("Devices").Describe("removeDevice", "Takes a device out of use; its record stays for the ledger.");
    }

    private static async Task<IResult> ListAsync(SiteId? site, string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var page = await caller.Grains.Lists(caller.Tenant).ListDevicesAsync(site, search ?? "", Right.ReadDevices, request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<DeviceJson>.From(page, DeviceJson.Of));
    }

    private static async Task<IResult> GetAsync(SiteId site, DeviceId device, Caller caller, CancellationToken cancellationToken) =>
        Rights.HasAt(caller.Actor, Right.ReadDevices, site) && await caller.Grains.Device(caller.Tenant, site, device).GetAsync(cancellationToken) is { } view
            ? TypedResults.Ok(DeviceJson.Of(view.Device))
            : ProblemAnswers.NotFound($"device '{device}' at site '{site}'");

    private static async Task<IResult> PutAsync(SiteId site, DeviceId device, PutDeviceRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutDevice
        {
            Name = input.Text(request.Name, "name"),
            Location = request.Location ?? "",
            Host = input.Text(request.Host, "host"),
            Protocol = input.Word<DeliveryProtocol>(request.Protocol, "protocol"),
            Port = input.Number(request.Port, "port"),
            Path = request.Path ?? "",
            SnmpPort = request.SnmpPort ?? 0,
            PanelAddresses = [.. request.PanelAddresses ?? []],
            CertificateSha256 = request.CertificateSha256 ?? "",
            CertificateAuthorities = request.CertificateAuthorities ?? "",
            Pjl = request.Pjl,
            RetrySeconds = request.RetrySeconds ?? DeviceRules.RetrySecondsUsual,
            Accepts = [.. request.Accepts ?? []],
            Colour = request.Colour,
            Duplex = request.Duplex,
            Enabled = request.Enabled ?? true,
            Logins = new DeviceLogins
            {
                SecondPhase = PhaseWords.Read(input, request.SecondPhase, "secondPhase") ?? default,
                ReaderFormat = request.ReaderFormat ?? "",
            },
            Spooling = SpoolingJson.ToSpooling(request.Spooling, input),
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await caller.Grains.Device(caller.Tenant, site, device).PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(site, device, caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> RemoveAsync(SiteId site, DeviceId device, Caller caller, CancellationToken cancellationToken)
    {
        var result = await caller.Grains.Device(caller.Tenant, site, device).RemoveAsync(caller.Actor, cancellationToken);
        return result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
    }
}
