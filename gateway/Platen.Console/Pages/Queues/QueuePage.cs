using System.Collections.Immutable;
using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
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

    /// <summary>The tenant's currency.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Loads the choices.</summary>
    protected async Task LoadAsync()
    {
        Devices = (await Query.ListDevicesAsync(null, "", new PageRequest("", DevicesMax), Aborted)).Items;
        Currency = (await Grains.Tenant(Tenant).GetAsync(Aborted))?.Currency ?? "";
    }
}
