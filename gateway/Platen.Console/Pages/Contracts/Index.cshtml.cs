using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Contracts;
using Platen.Domain.Roles;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Console.Pages.Contracts;

/// <summary>The contracts about licensed devices, against the devices that take a licence (AZ11).</summary>
public sealed class IndexModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Contracts";

    /// <inheritdoc/>
    public override string Section => "contracts";

    /// <summary>The contracts and their sums.</summary>
    public ContractList List { get; private set; } = new();

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync()
    {
        List = await Grains.Contracts(Tenant).ListAsync(Actor, Aborted);
        Form = new FormState().Set("kind", "customer").Set("start", List.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Records a contract.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        Form = FormState.Posted(Request);
        if (!ContractId.TryOfNumber(Form.Text("number"), out var id))
        {
            Form.Add("number", "Give a number with at least one letter or digit, of 63 characters at most.");
        }

        var command = ContractForm.Read(Form, id, Form.Word<ContractKind>("kind")) with { IsNew = true, Version = null };
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Contracts(Tenant).PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/contracts/{id}", "added") : Again(result);
    }
}
