using System.Text.Json;
using Platen.Domain.Contracts;
using Platen.Domain.Mail;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>A recipient of reports, all of it.</summary>
/// <param name="Email">The mail address.</param>
/// <param name="Reports">Some of provider-contracts, customer-contracts and contract-history; no other report can be given to people outside.</param>
/// <param name="Interval">monthly, weekly or on-change.</param>
/// <param name="Language">en or de.</param>
/// <param name="Contact">Whom the mails name to be asked when no more are wanted.</param>
/// <param name="Active">False: nothing is sent.</param>
/// <param name="Version">The version that was read before; left out: whatever it is.</param>
internal sealed record PutRecipientRequest(string? Email, IReadOnlyList<string>? Reports, string? Interval, string? Language, string? Contact, bool? Active, long? Version)
{
    private const int ReportsMax = 20;

    public PutRecipient Command(RecipientId? id, Input input) => new()
    {
        Recipient = id,
        Address = input.Text(Email, "email"),
        Kinds = [.. (Reports ?? []).Take(ReportsMax).Select((word, at) => input.Word<ContractReportKind>(word, $"reports/{at}", policy: JsonNamingPolicy.KebabCaseLower))],
        Interval = input.Word<ReportInterval>(Interval, "interval", policy: JsonNamingPolicy.KebabCaseLower),
        Language = Language ?? MailLanguages.Usual,
        Contact = input.Text(Contact, "contact"),
        Active = Active ?? true,
        Version = Version,
    };
}
