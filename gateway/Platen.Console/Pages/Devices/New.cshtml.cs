using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Devices;

/// <summary>Adds a device.</summary>
public sealed class NewModel : ConsolePage
{
    private const int SitesMax = 500;

    /// <inheritdoc/>
    public override string Heading => "Add a device";

    /// <inheritdoc/>
    public override string Section => "devices";

    /// <summary>Sites where it can stand.</summary>
    public ImmutableArray<Site> Sites { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync()
    {
        Form = DeviceForm.Empty;
        await LoadAsync();
    }

    /// <summary>Adds the device.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        await LoadAsync();
        var command = DeviceForm.Read(Form);
        if (!SiteId.TryParse(Form.Text("site"), out var site))
        {
            Form.Add("site", "Choose a site.");
        }

        if (!DeviceId.TryParse(Form.Text("id"), out var id))
        {
            Form.Add("id", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
        }

        if (Form.HasErrors)
        {
            return Page();
        }

        var grain = Grains.Device(Tenant, site, id);
        if (await grain.GetAsync(Aborted) is not null)
        {
            Form.Add("id", "There is a device with this id already; choose another one.");
            return Page();
        }

        var result = await grain.PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/devices/{site}/{id}", "added") : Again(result);
    }

    private async Task LoadAsync() => Sites = (await Lists.ListSitesAsync(Right.EditDevices, new PageRequest("", SitesMax), Actor, Aborted)).Items;
}
