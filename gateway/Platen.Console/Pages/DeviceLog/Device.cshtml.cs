using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Devices.Log;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.DeviceLog;

/// <summary>One device's log: what it told of itself, who logged in and released there, its counter (LG04).</summary>
public sealed class DeviceModel : DeviceLogPage
{
    private const int ReadingsMax = 500;

    /// <inheritdoc/>
    public override string Heading => Device?.Name ?? "Device";

    /// <summary>The device.</summary>
    public Domain.Devices.Device Device { get; private set; } = null!;

    /// <summary>Its counter, of the last readings; for who may see reports.</summary>
    public ReadingGraph? Graph { get; private set; }

    /// <summary>Where the same filter gives CSV.</summary>
    public string Csv => CsvOf($"/api/v1/sites/{Device.Site}/devices/{Device.Id}/log");

    /// <summary>Shows the log.</summary>
    public async Task<IActionResult> OnGetAsync(string site, string device)
    {
        if (!SiteId.TryParse(site, out var siteId) || !Rights.HasAt(Actor, Right.ReadDevices, siteId) || !Domain.Devices.DeviceId.TryParse(device, out var id)
            || await Grains.Device(Tenant, siteId, id).GetAsync(Aborted) is not { } view)
        {
            return NotFound();
        }

        Device = view.Device;
        await LoadAsync(Filter() with { Site = siteId, Device = id });
        if (MayAt(Right.ReadReports, siteId))
        {
            var readings = await Lists.ListDeviceLogAsync(new DeviceLogFilter { Site = siteId, Device = id, Kinds = [DeviceLogKind.Reading] }, new PageRequest("", ReadingsMax), Actor, Aborted);
            Graph = new ReadingGraph(readings.Items.Select(row => row.Line));
        }

        return Page();
    }
}
