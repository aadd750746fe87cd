using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Console.Pages.Devices;

/// <summary>The live list of devices.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Devices";

    /// <inheritdoc/>
    public override string Section => "devices";

    /// <summary>The devices.</summary>
    public ResultPage<Device> Devices { get; private set; } = new([], "");

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => Devices = await Lists.ListDevicesAsync(null, Text("search"), Right.ReadDevices, Paging, Actor, Aborted);
}
