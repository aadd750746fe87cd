using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Queues;

/// <summary>What adding and editing a queue share.</summary>
public abstract class QueuePage : ConsolePage
{
    private const int DevicesMax = 500;

    /// <inheritdoc/>
    public override string Section => "queues";

    /// <summary>Devices that a direct queue can print on.</summary>
    public ImmutableArray<Device> Devices { get; private set; } = [];

    /// <summary>Sites that can keep copies.</summary>
    public ImmutableArray<Site> Sites { get; private set; } = [];

    /// <summary>The tenant's site for copies, for people; empty: it has none.</summary>
    public string CopySite { get; private set; } = "";

    /// <summary>The tenant's currency.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Loads the choices.</summary>
    protected async Task LoadAsync()
    {
        Devices = (await Lists.ListDevicesAsync(null, "", Right.ReadQueues, new PageRequest("", DevicesMax), Actor, Aborted)).Items;
        Sites = (await Lists.ListSitesAsync(Right.ReadQueues, new PageRequest("", DevicesMax), Actor, Aborted)).Items;
        var tenant = await Grains.Tenant(Tenant).GetAsync(Aborted);
        (Currency, CopySite) = (tenant?.Currency ?? "", tenant?.CopySite?.Value ?? "");
    }
}
