using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;

namespace Platen.Console.Pages.Accounting;

/// <summary>One's own credit account (AC02).</summary>
public sealed class CreditModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "My credit";

    /// <inheritdoc/>
    public override string Section => "credit";

    /// <summary>Balance and statement.</summary>
    public CreditStatement Statement { get; private set; } = null!;

    /// <summary>Shows them; there is no such page for who has no account.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (Actor.UserId is not { } user || await CreditStatement.LoadAsync(this, Grains, Tenant, user, Actor, Paging, Aborted) is not { } statement)
        {
            return NotFound();
        }

        Statement = statement;
        return Page();
    }
}
