using Microsoft.AspNetCore.Mvc;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.SelfService;

/// <summary>Registering, second part: the mailed link, and a password (AU01). The PIN is shown in this one answer.</summary>
public sealed class ConfirmModel : LinkPage
{
    /// <inheritdoc/>
    public override string Heading => "Register";

    /// <summary>The account; null: it is not made yet.</summary>
    public ConfirmRegistrationResult? Made { get; private set; }

    /// <inheritdoc/>
    protected override async Task<IActionResult> UseAsync(UseMailLink command)
    {
        var made = await Grains.SelfService(Tenant).ConfirmRegistrationAsync(command, Aborted);
        if (!made.Result.IsDone)
        {
            return Again(made.Result);
        }

        Made = made;
        return Page();
    }
}
