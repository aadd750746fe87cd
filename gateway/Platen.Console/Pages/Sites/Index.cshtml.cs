using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Console.Pages.Sites;

/// <summary>The live list of sites and their agents.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Sites and agents";

    /// <inheritdoc/>
    public override string Section => "sites";

    /// <summary>The sites.</summary>
    public ImmutableArray<SiteView> Sites { get; private set; } = [];

    /// <summary>Where the next page begins; empty: nowhere.</summary>
    public string Next { get; private set; } = "";

    /// <summary>Shows the list.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>Adds a site.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        await LoadAsync();
        if (!SiteId.TryParse(Form.Text("id"), out var id))
        {
            Form.Add("id", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
            return Page();
        }

        var result = await Grains.Site(Tenant, id).CreateAsync(new CreateSite { Name = Form.Text("name") }, Actor, Aborted);
        return result.IsDone ? Done($"/sites/{id}", "added") : Again(result);
    }

    private async Task LoadAsync()
    {
        var page = await Lists.ListSitesAsync(Right.ReadSites, Paging, Actor, Aborted);
        Sites = [.. (await Task.WhenAll(page.Items.Select(site => Grains.Site(Tenant, site.Id).GetAsync(Aborted)))).OfType<SiteView>()];
        Next = page.Next;
    }
}
