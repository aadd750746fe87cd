using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Users;

namespace Platen.Console.Pages.Users;

/// <summary>Where who logged in with an initial password chooses an own one, before anything else (ASVS 6.4.1). The session ends with it: the login that follows is by the own one.</summary>
public sealed class FirstPasswordModel : UserPage
{
    /// <inheritdoc/>
    public override string Heading => "Choose your own password";

    /// <inheritdoc/>
    public override string Section => "profile";

    /// <inheritdoc/>
    public override string Address => "/first-password";

    /// <summary>Shows the form; who has an own password already changes it in the profile.</summary>
    public async Task<IActionResult> OnGetAsync() =>
        !await LoadAsync(Actor.UserId) ? NotFound() : InitialPassword.Is(Subject) ? Page() : Redirect("/profile");

    /// <summary>Sets it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadAsync(Actor.UserId))
        {
            return NotFound();
        }

        if (Form.Value("password") != Form.Value("again"))
        {
            Form.Add("again", "The two passwords differ.");
            return Page();
        }

        var result = await Grain.ChangePasswordAsync(Form.Value("current"), Form.Value("password"), Actor, Aborted);
        return result.IsDone ? Redirect("/login?changed=1") : Again(result);
    }
}
