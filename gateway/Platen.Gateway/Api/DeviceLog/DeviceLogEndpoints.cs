using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Sites;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Api.DeviceLog;

/// <summary>Devices' logs (LG04). Who may see devices sees what they told; who may see reports, their counters.</summary>
internal static class DeviceLogEndpoints
{
    private const string Device = "/sites/{site}/devices/{device}";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(Device + "/log", ListOfDeviceAsync).WithTags("Devices")
            .Describe<PageOf<DeviceLogEntryJson>>("listDeviceLog", "What a device told of itself, and who logged in and released there, newest first; as CSV with '?format=csv'.").Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        api.MapGet(Device + "/readings", ListReadingsAsync).WithTags("Devices")
            .Describe<PageOf<DeviceLogEntryJson>>("listDeviceReadings", "A device's counter readings, newest first; as CSV with '?format=csv'.").Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        api.MapGet("/device-log", ListAsync).WithTags("Devices")
            .Describe<PageOf<DeviceLogEntryJson>>("listDeviceLogs", "What all devices told of themselves, newest first; as CSV with '?format=csv'.").Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
    }

    private static async Task<IResult> ListOfDeviceAsync(
        SiteId site, DeviceId device, [AsParameters] DeviceLogQuery query, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken) =>
        await IsThereAsync(site, device, caller, cancellationToken)
            ? await AnswerAsync(input => query.Filter(input) with { Site = site, Device = device }, paging, format, http, caller, "device-log.csv", cancellationToken)
            : NotFound(site, device);

    private static async Task<IResult> ListReadingsAsync(
        SiteId site, DeviceId device, DateTimeOffset? from, DateTimeOffset? before, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken) =>
        await IsThereAsync(site, device, caller, cancellationToken)
            ? await AnswerAsync(
                _ => new DeviceLogFilter { From = from?.ToUniversalTime(), Before = before?.ToUniversalTime(), Site = site, Device = device, Kinds = [DeviceLogKind.Reading] },
                paging, format, http, caller, "readings.csv", cancellationToken)
            : NotFound(site, device);

    private static Task<IResult> ListAsync(
        SiteId? site, [AsParameters] DeviceLogQuery query, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken) =>
        AnswerAsync(input => query.Filter(input) with { Site = site }, paging, format, http, caller, "device-log.csv", cancellationToken);

    private static async Task<IResult> AnswerAsync(
        Func<Input, DeviceLogFilter> read, Paging paging, string? format, HttpRequest http, Caller caller, string file, CancellationToken cancellationToken)
    {
        var input = new Input();
        var filter = read(input);
        var request = paging.Request(input);
        var csv = ListFormat.IsCsv(format, http, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var lists = caller.Grains.Lists(caller.Tenant);
        return csv
            ? new CsvFile<DeviceLogEntry>(file, DeviceLogTable.Head, DeviceLogTable.Line, (at, token) => lists.ListDeviceLogAsync(filter, at, caller.Actor, token))
            : TypedResults.Ok(PageOf<DeviceLogEntryJson>.From(await lists.ListDeviceLogAsync(filter, request, caller.Actor, cancellationToken), DeviceLogEntryJson.Of));
    }

    private static async Task<bool> IsThereAsync(SiteId site, DeviceId device, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Device(caller.Tenant, site, device).GetAsync(cancellationToken) is not null;

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult NotFound(SiteId site, DeviceId device) => ProblemAnswers.NotFound($"device '{device}' at site '{site}'");
}
