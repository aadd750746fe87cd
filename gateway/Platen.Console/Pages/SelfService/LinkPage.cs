using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.SelfService;

/// <summary>A page that a mailed link leads to: whoever holds its token chooses a password.</summary>
public abstract class LinkPage : ConsolePage
{
    /// <summary>What people can do for themselves.</summary>
    public SelfServiceView Offer { get; private set; } = new();

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync() => Offer = await Grains.SelfService(Tenant).GetAsync(Aborted);

    /// <summary>Uses the link.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        Form = FormState.Posted(Request);
        if (Form.Value("password") != Form.Value("again"))
        {
            Form.Add("again", "The two passwords differ.");
            return Page();
        }

        return await UseAsync(new UseMailLink { Token = Form.Text("token"), Password = Form.Value("password"), Origin = Origin, PublicAddress = Options.PublicAddress });
    }

    /// <summary>What the link opens.</summary>
    protected abstract Task<IActionResult> UseAsync(UseMailLink command);
}
