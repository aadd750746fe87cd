using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages;

/// <summary>The first set-up, by the one-time link.</summary>
public sealed class SetupModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Set up";

    /// <summary>Shows the form, or the login when all is done already.</summary>
    public async Task<IActionResult> OnGetAsync() =>
        await Grains.Tenant(Tenant).GetAsync(Aborted) is { SetUp: true } ? Redirect("/login") : Page();

    /// <summary>Makes the first administrator.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        if (Form.Value("password") != Form.Value("again"))
        {
            Form.Add("again", "The two passwords differ.");
            return Page();
        }

        var command = new CompleteSetUp
        {
            Token = Form.Text("token"),
            TenantName = Form.Text("tenantName"),
            LoginName = Form.Text("loginName"),
            DisplayName = Form.Text("displayName"),
            Email = Form.Text("email"),
            Password = Form.Value("password"),
            Origin = Origin,
        };
        var made = await Grains.Tenant(Tenant).CompleteSetUpAsync(command, Aborted);
        return made.Result.IsDone ? Done("/login", "set-up") : Again(made.Result);
    }
}
