using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.Tenants;

/// <summary>Whether users have credit accounts, and which (AC02).</summary>
public sealed class CreditModel : ConsolePage
{
    private CreditPolicy _policy = new();

    /// <inheritdoc/>
    public override string Heading => "Credit accounts";

    /// <inheritdoc/>
    public override string Section => "settings";

    /// <summary>ISO 4217 code of the company's currency.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Shows the policy.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var names = await NamesAsync();
        Form = new FormState().Set("enabled", _policy.Enabled ? "true" : "").Set("groups", string.Join(", ", _policy.Groups.Select(group => names[group]))).Set("amountMax", Money.Format(_policy.AmountMaxE4));
        return Page();
    }

    /// <summary>Saves the policy.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var groups = await GroupsAsync();
        var policy = _policy with { Enabled = Form.Checked("enabled"), AmountMaxE4 = Form.Amount("amountMax"), Groups = groups };
        if (Form.HasErrors)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest;
            return Page();
        }

        var result = await Grains.Tenant(Tenant).UpdateAsync(new UpdateTenant { Credit = policy }, Actor, Aborted);
        return result.IsDone ? Done("/settings/credit", "saved") : Again(result);
    }

    private async Task<ImmutableArray<GroupId>> GroupsAsync()
    {
        // those that are named already are known by these names, also to who does not see groups
        var known = await NamesAsync();
        var groups = ImmutableArray.CreateBuilder<GroupId>();
        foreach (var name in Form.Text("groups").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(CreditPolicy.GroupsMax + 1))
        {
            var (group, error) = known.FirstOrDefault(pair => pair.Value == name) is { Value: not null } same ? (same.Key, null) : await GroupNames.FindAsync(name);
            if (error is not null)
            {
                Form.Add("groups", error);
            }

            groups.Add(group);
        }

        return [.. groups.Distinct()];
    }

    // a name with a comma in it, or one that two groups have, could not be read back
    private async Task<ImmutableDictionary<GroupId, string>> NamesAsync()
    {
        var names = ImmutableDictionary.CreateBuilder<GroupId, string>();
        foreach (var id in _policy.Groups)
        {
            var name = (await Grains.Group(Tenant, id).GetAsync(Aborted))?.Name;
            names[id] = name is null || name.AsSpan().ContainsAny(',', ';') || names.ContainsValue(name) ? id.ToString() : name;
        }

        return names.ToImmutable();
    }

    private async Task<bool> LoadAsync()
    {
        if (await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } row)
        {
            return false;
        }

        (_policy, Currency) = (row.Credit, row.Currency);
        return true;
    }
}
