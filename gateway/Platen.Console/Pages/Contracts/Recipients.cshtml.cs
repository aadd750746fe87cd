using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Console.Pages.Contracts;

/// <summary>Who outside of the system gets reports of contracts, and what was sent (AZ11).</summary>
public sealed class RecipientsModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Recipients of reports";

    /// <inheritdoc/>
    public override string Section => "contracts";

    /// <summary>The reports that can be sent.</summary>
    public static ImmutableArray<ContractReportKind> Kinds { get; } = [ContractReportKind.ProviderContracts, ContractReportKind.CustomerContracts, ContractReportKind.ContractHistory];

    /// <summary>The recipients.</summary>
    public ImmutableArray<RecipientView> Recipients { get; private set; } = [];

    /// <summary>What was sent.</summary>
    public ResultPage<ReportSending> Sendings { get; private set; } = new([], "");

    /// <summary>Whether mails can be sent.</summary>
    public bool IsMailSet { get; private set; }

    /// <summary>Which one the form is about; null: a new one.</summary>
    public ReportRecipient? Edited { get; private set; }

    private IReportRecipientGrain Grain => Grains.ReportRecipients(Tenant);

    /// <summary>When reports are sent, in words.</summary>
    public static string Words(ReportInterval interval) => interval switch
    {
        ReportInterval.Monthly => "on the first of each month",
        ReportInterval.Weekly => "on Mondays",
        _ => "when contracts change",
    };

    /// <summary>To whom something was sent.</summary>
    public string Address(RecipientId id) => Recipients.FirstOrDefault(view => view.Recipient.Id == id)?.Recipient.Address ?? "removed";

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync()
    {
        await LoadAsync(Text("edit"));
        Form = new FormState()
            .Set("email", Edited?.Address ?? "").Set("interval", Word(Edited?.Interval ?? ReportInterval.Monthly)).Set("language", Edited?.Language ?? (await Grains.Tenant(Tenant).GetAsync(Aborted))?.Language ?? "en")
            .Set("contact", Edited?.Contact ?? Session?.User.Email ?? "").Set("active", Edited is { Active: false } ? "" : "true").Set("version", Edited?.Version.ToString(CultureInfo.InvariantCulture) ?? "");
        foreach (var kind in Edited?.Kinds ?? [])
        {
            Form.Set(ContractReports.Word(kind), "true");
        }
    }

    /// <summary>Adds a recipient, or changes one.</summary>
    public async Task<IActionResult> OnPostSaveAsync()
    {
        Form = FormState.Posted(Request);
        await LoadAsync(Form.Text("recipient"));
        var command = new PutRecipient
        {
            Recipient = Edited?.Id,
            Address = Form.Text("email"),
            Kinds = [.. Kinds.Where(kind => Form.Checked(ContractReports.Word(kind)))],
            Interval = Form.Word<ReportInterval>("interval"),
            Language = Form.Text("language"),
            Contact = Form.Text("contact"),
            Active = Form.Checked("active"),
            Version = long.TryParse(Form.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
        };
        var put = await Grain.PutAsync(command, Actor, Aborted);
        return put.Result.IsDone ? Done("/contracts/recipients", put.IsUser == true ? "recipient-is-user" : "saved") : Again(put.Result);
    }

    /// <summary>Deletes a recipient.</summary>
    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await OnGetAsync();
        var result = RecipientId.TryParse(Request.Form["recipient"].ToString(), out var id) ? await Grain.RemoveAsync(id, Actor, Aborted) : CommandResult.Not(CommandCode.NotFound);
        return result.IsDone ? Done("/contracts/recipients", "removed") : Again(result);
    }

    private static string Word(ReportInterval interval) => JsonNamingPolicy.CamelCase.ConvertName(interval.ToString());

    private async Task LoadAsync(string edited)
    {
        Recipients = await Grain.ListAsync(Actor, Aborted);
        Sendings = await Grain.ListSendingsAsync(Paging, Actor, Aborted);
        IsMailSet = await Grain.IsMailSetAsync(Aborted);
        Edited = RecipientId.TryParse(edited, out var id) ? Recipients.FirstOrDefault(view => view.Recipient.Id == id)?.Recipient : null;
    }
}
