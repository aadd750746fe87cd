using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Cards;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.Tenants;

/// <summary>How the tenant's card readers send numbers; a rule can be tried.</summary>
public sealed class ReadersModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Card readers";

    /// <inheritdoc/>
    public override string Section => "settings";

    /// <summary>How many formats the form has room for: one more than there are.</summary>
    public int Rows { get; private set; } = 1;

    /// <summary>The form in which a rule is tried.</summary>
    public FormState Test { get; private set; } = new();

    /// <summary>What became of the number; null: none was tried.</summary>
    public ReaderTrace? Trace { get; private set; }

    /// <summary>How steps are written.</summary>
    public static ImmutableArray<string> Usages => ReaderRule.Usages;

    /// <summary>Shows the formats.</summary>
    public async Task<IActionResult> OnGetAsync() => await LoadAsync() is null ? NotFound() : Page();

    /// <summary>Tries a rule.</summary>
    public async Task<IActionResult> OnPostTestAsync()
    {
        if (await LoadAsync() is null)
        {
            return NotFound();
        }

        Test = FormState.Posted(Request);
        var (rule, errors) = ReaderRule.Read(Test.Value("rule"));
        foreach (var error in errors)
        {
            Test.Add("rule", error);
        }

        Trace = rule?.Run(Test.Value("sent"));
        return Page();
    }

    /// <summary>Saves the formats.</summary>
    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (await LoadAsync() is not { } tenant)
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var formats = Posted();
        Rows = Math.Clamp(formats.Length + 1, Rows, LoginPolicy.ReaderFormatsMax);
        var result = await Grains.Tenant(Tenant).UpdateAsync(new UpdateTenant { Logins = tenant.Logins with { ReaderFormats = formats } }, Actor, Aborted);
        return result.IsDone ? Done("/settings/readers", "saved") : Again(result);
    }

    private ImmutableArray<ReaderFormat> Posted() =>
    [
        .. Enumerable.Range(0, LoginPolicy.ReaderFormatsMax).Where(i => Form.Text($"name/{i}").Length > 0).Select(i => new ReaderFormat
        {
            Name = Form.Text($"name/{i}"),
            Rule = Form.Text($"rule/{i}"),
            ReadsUid = !Form.Checked($"readsMore/{i}"),
            AlsoAsSent = Form.Checked($"alsoAsSent/{i}"),
        }),
    ];

    private async Task<Tenant?> LoadAsync()
    {
        if (await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } tenant)
        {
            return null;
        }

        var formats = tenant.Logins.ReaderFormats;
        Rows = Math.Min(formats.Length + 1, LoginPolicy.ReaderFormatsMax);
        for (var i = 0; i < formats.Length; i++)
        {
            Form.Set($"name/{i}", formats[i].Name).Set($"rule/{i}", formats[i].Rule).Set($"readsMore/{i}", formats[i].ReadsUid ? "" : "true").Set($"alsoAsSent/{i}", formats[i].AlsoAsSent ? "true" : "");
        }

        // a new format is careful: cards go on working
        Form.Set($"alsoAsSent/{formats.Length}", "true");
        return tenant;
    }
}
