using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;

namespace Platen.Console.Pages.Devices;

/// <summary>One device: what it says about itself, and its settings.</summary>
public sealed class EditModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => View?.Device.Name ?? "Device";

    /// <inheritdoc/>
    public override string Section => "devices";

    /// <summary>The device, and who is logged in.</summary>
    public DeviceView View { get; private set; } = null!;

    /// <summary>Names of those who are logged in.</summary>
    public People Users { get; private set; } = People.None;

    /// <summary>Shows the device.</summary>
    public async Task<IActionResult> OnGetAsync(string site, string device)
    {
        if (await FindAsync(site, device) is null)
        {
            return NotFound();
        }

        Form = DeviceForm.Of(View.Device);
        return Page();
    }

    /// <summary>Saves the settings.</summary>
    public async Task<IActionResult> OnPostAsync(string site, string device)
    {
        if (await FindAsync(site, device) is not { } grain)
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var command = DeviceForm.Read(Form);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await grain.PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/devices/{View.Device.Site}/{View.Device.Id}", "saved") : Again(result);
    }

    private async Task<IDeviceGrain?> FindAsync(string site, string device)
    {
        if (!SiteId.TryParse(site, out var siteId) || !Rights.HasAt(Actor, Right.ReadDevices, siteId) || !DeviceId.TryParse(device, out var id))
        {
            return null;
        }

        var grain = Grains.Device(Tenant, siteId, id);
        if (await grain.GetAsync(Aborted) is not { } view)
        {
            return null;
        }

        View = view;
        Users = await People.LoadAsync(Grains, Tenant, view.Sessions.Select(session => (UserId?)session.User), Aborted);
        return grain;
    }
}
