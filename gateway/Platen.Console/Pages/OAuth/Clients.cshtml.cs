using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.OAuth;

/// <summary>All OAuth clients, and the switch of AU29.</summary>
public sealed class ClientsModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "API clients";

    /// <inheritdoc/>
    public override string Section => "clients";

    /// <summary>The page of the list.</summary>
    public ResultPage<OAuthClient> Clients { get; private set; } = new([], "");

    /// <summary>The switch.</summary>
    public FormState Settings { get; private set; } = new();

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync() => await LoadAsync();

    /// <summary>Sets the switch.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var form = FormState.Posted(Request);
        var result = await Grains.Tenant(Tenant).UpdateAsync(new UpdateTenant { PasswordGrant = form.Checked("passwordGrant") }, Actor, Aborted);
        if (result.IsDone)
        {
            return Done("/clients", "saved");
        }

        await LoadAsync();
        return Again(result);
    }

    private async Task LoadAsync()
    {
        Clients = await Grains.Clients(Tenant).ListAsync(Text("search"), Paging, Actor, Aborted);
        Settings = new FormState().Set("passwordGrant", await Grains.Tenant(Tenant).GetAsync(Aborted) is { PasswordGrant: true } ? "true" : "");
    }
}
