using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.SelfService;

/// <summary>Forgotten password, first part: the name. The answer is the same whether there is such a user or not.</summary>
public sealed class ForgotModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Forgotten password";

    /// <summary>What people can do for themselves.</summary>
    public SelfServiceView Offer { get; private set; } = new();

    /// <summary>A mail may be on its way.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync() => Offer = await Grains.SelfService(Tenant).GetAsync(Aborted);

    /// <summary>Asks for the mail.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        Form = FormState.Posted(Request);
        var result = await Grains.SelfService(Tenant).BeginPasswordResetAsync(new BeginPasswordReset { Name = Form.Text("name"), Origin = Origin, PublicAddress = Options.PublicAddress }, Aborted);
        IsSent = result.IsDone;
        return IsSent ? Page() : Again(result);
    }
}
