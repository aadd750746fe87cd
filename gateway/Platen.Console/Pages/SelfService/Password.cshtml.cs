using Microsoft.AspNetCore.Mvc;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.SelfService;

/// <summary>Forgotten password, second part: the mailed link, and a new password.</summary>
public sealed class PasswordModel : LinkPage
{
    /// <inheritdoc/>
    public override string Heading => "New password";

    /// <inheritdoc/>
    protected override async Task<IActionResult> UseAsync(UseMailLink command)
    {
        var result = await Grains.SelfService(Tenant).CompletePasswordResetAsync(command, Aborted);
        return result.IsDone ? Done("/login", "password-replaced") : Again(result);
    }
}
