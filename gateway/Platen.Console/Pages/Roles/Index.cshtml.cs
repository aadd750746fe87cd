using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Roles;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Roles;

/// <summary>All roles beside all rights.</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Roles";

    /// <inheritdoc/>
    public override string Section => "roles";

    /// <summary>The roles, built-in ones first.</summary>
    public ImmutableArray<Role> Roles { get; private set; } = [];

    /// <summary>Shows the matrix.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } tenant)
        {
            return NotFound();
        }

        Roles = Delegation.RolesOf(tenant);
        return Page();
    }
}
