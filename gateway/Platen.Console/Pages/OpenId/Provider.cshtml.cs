using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.OpenId;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OpenId;

namespace Platen.Console.Pages.OpenId;

/// <summary>Settings of the identity provider.</summary>
public sealed class ProviderModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Identity provider";

    /// <inheritdoc/>
    public override string Section => "identity-provider";

    /// <summary>The form's values.</summary>
    public FormState Fields { get; private set; } = new();

    /// <summary>Whether there are settings.</summary>
    public bool IsSet { get; private set; }

    /// <summary>Whether a secret is stored.</summary>
    public bool HasSecret { get; private set; }

    /// <summary>What to register with the provider; empty: not known yet.</summary>
    public string RedirectAddress { get; private set; } = "";

    /// <summary>What the test found; empty: none was asked for.</summary>
    public string Answer { get; private set; } = "";

    private IIdentityProviderGrain Grain => Grains.IdentityProvider(Tenant);

    /// <summary>Shows the settings.</summary>
    public async Task OnGetAsync()
    {
        var view = await Grain.GetAsync(Aborted);
        IsSet = view is not null;
        HasSecret = view is { HasSecret: true };
        RedirectAddress = view?.Provider.RedirectAddress ?? "";
        Fields = Of(view?.Provider ?? new IdentityProvider { Tenant = Tenant, Name = "Company login", Issuer = "", ClientId = "", PublicAddress = $"https://{Request.Host}" });
    }

    /// <summary>Saves them.</summary>
    public async Task<IActionResult> OnPostSaveAsync()
    {
        await OnGetAsync();
        Form = Fields = FormState.Posted(Request);
        var result = await Grain.PutAsync(Read(Form), Actor, Aborted);
        return result.IsDone ? Done("/identity-provider", "saved") : Again(result);
    }

    /// <summary>Fetches the provider's metadata.</summary>
    public async Task<IActionResult> OnPostTestAsync()
    {
        await OnGetAsync();
        var result = await Grain.TestAsync(Actor, Aborted);
        Answer = result.IsDone ? "The provider answers, and its metadata is as it should be." : string.Join(' ', result.Messages);
        return Page();
    }

    private static FormState Of(IdentityProvider row) => new FormState().Set("name", row.Name).Set("issuer", row.Issuer).Set("clientId", row.ClientId).Set("publicAddress", row.PublicAddress)
        .Set("certificateAuthorities", row.CertificateAuthorities).Set("scopes", row.Scopes).Set("loginClaim", row.LoginClaim).Set("nameClaim", row.NameClaim).Set("emailClaim", row.EmailClaim)
        .Set("groupsClaim", row.GroupsClaim).Set("enabled", row.Enabled ? "true" : "");

    private static PutIdentityProvider Read(FormState form) => new()
    {
        Name = form.Text("name"),
        Enabled = form.Checked("enabled"),
        Issuer = form.Text("issuer"),
        ClientId = form.Text("clientId"),
        Password = form.Value("secret") is { Length: > 0 } secret ? secret : null,
        PublicAddress = form.Text("publicAddress"),
        CertificateAuthorities = form.Text("certificateAuthorities"),
        Scopes = form.Text("scopes"),
        LoginClaim = form.Text("loginClaim"),
        NameClaim = form.Text("nameClaim"),
        EmailClaim = form.Text("emailClaim"),
        GroupsClaim = form.Text("groupsClaim"),
    };
}
