using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.OAuth;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.OAuth;

/// <summary>One client.</summary>
public sealed class ClientModel : ClientPage
{
    /// <inheritdoc/>
    public override string Heading => Client?.Name ?? "API client";

    /// <summary>The client.</summary>
    public OAuthClient Client { get; private set; } = null!;

    /// <summary>Shows the client.</summary>
    public async Task<IActionResult> OnGetAsync(string client) => await FindAsync(client) ? Page() : NotFound();

    /// <summary>Changes the client.</summary>
    public async Task<IActionResult> OnPostSaveAsync(string client)
    {
        if (!await FindAsync(client))
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var command = Read(Client.Id, isNew: false);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Clients(Tenant).PutAsync(command, Actor, Aborted);
        if (!result.Result.IsDone)
        {
            return Again(result.Result);
        }

        Secret = result.Secret;
        return Secret is null ? Done($"/clients/{Client.Id}", "saved") : await FindAsync(client) ? Page() : NotFound();
    }

    /// <summary>Makes a new secret and shows it.</summary>
    public async Task<IActionResult> OnPostRenewAsync(string client)
    {
        if (!await FindAsync(client))
        {
            return NotFound();
        }

        var result = await Grains.Clients(Tenant).RenewSecretAsync(Client.Id, Actor, Aborted);
        Secret = result.Secret;
        return result.Result.IsDone ? Page() : Again(result.Result);
    }

    /// <summary>Shuts the client out.</summary>
    public async Task<IActionResult> OnPostShutOutAsync(string client)
    {
        if (!await FindAsync(client))
        {
            return NotFound();
        }

        var result = await Grains.Clients(Tenant).ShutOutAsync(Client.Id, Actor, Aborted);
        return result.IsDone ? Done("/clients", "client-shut-out") : Again(result);
    }

    private async Task<bool> FindAsync(string client)
    {
        if (!ClientId.TryParse(client, out var id) || await Grains.Clients(Tenant).GetAsync(id, Actor, Aborted) is not { } row)
        {
            return false;
        }

        (Client, Ticked, TickedGrants) = (row, row.Scopes, row.Grants);
        Form = new FormState().Set("name", row.Name).Set("authentication", row.Authentication.ToString().ToLowerInvariant())
            .Set("redirectAddresses", string.Join('\n', row.RedirectAddresses)).Set("certificates", string.Join('\n', row.Certificates)).Set("keys", string.Join('\n', row.Keys)).Set("sites", string.Join(", ", row.Sites)).Set("mayIntrospect", row.MayIntrospect ? "true" : "").Set("isDesktop", row.IsDesktop ? "true" : "");
        return true;
    }
}
