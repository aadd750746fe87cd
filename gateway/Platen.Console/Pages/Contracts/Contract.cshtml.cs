using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Contracts;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Contracts;

/// <summary>One contract with its history (AZ11).</summary>
public sealed class ContractModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => Contract is null ? "Contract" : $"Contract {Contract.Number}";

    /// <inheritdoc/>
    public override string Section => "contracts";

    /// <summary>The contract.</summary>
    public Contract Contract { get; private set; } = null!;

    /// <summary>How it stands today.</summary>
    public ContractState State { get; private set; }

    /// <summary>Its changes.</summary>
    public ContractReport History { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string contract)
    {
        if (!await LoadAsync(contract))
        {
            return NotFound();
        }

        Form = ContractForm.Of(Contract);
        return Page();
    }

    /// <summary>Makes a new version of it.</summary>
    public async Task<IActionResult> OnPostAsync(string contract)
    {
        if (!await LoadAsync(contract))
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var command = ContractForm.Read(Form, Contract.Id, Contract.Kind);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Contracts(Tenant).PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/contracts/{Contract.Id}", "saved") : Again(result);
    }

    private async Task<bool> LoadAsync(string text)
    {
        var list = await Grains.Contracts(Tenant).ListAsync(Actor, Aborted);
        if (!ContractId.TryParse(text, out var id) || list.Contracts.FirstOrDefault(row => row.Id == id) is not { } found || await Grains.Contracts(Tenant).HistoryAsync(id, Actor, Aborted) is not { } history)
        {
            return false;
        }

        (Contract, State, History) = (found, found.StateOn(list.Day), history);
        return true;
    }
}
