using System.Text.Json;
using Platen.Domain.Contracts;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions.Contracts;

namespace Platen.Gateway.Api.Contracts;

/// <summary>Who outside gets reports of contracts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Email">The mail address.</param>
/// <param name="Reports">provider-contracts, customer-contracts, contract-history.</param>
/// <param name="Interval">monthly, weekly or on-change.</param>
/// <param name="Language">The language of its mails.</param>
/// <param name="Contact">Whom the mails name to be asked when no more are wanted.</param>
/// <param name="Active">False: nothing is sent.</param>
/// <param name="IsUser">Whether the address belongs to a user here; null: told only to those who may see users.</param>
/// <param name="Version">The version.</param>
internal sealed record RecipientJson(string Id, string Email, IReadOnlyList<string> Reports, string Interval, string Language, string Contact, bool Active, bool? IsUser, long Version)
{
    public static RecipientJson Of(RecipientView view) => new(
        view.Recipient.Id.ToString(), view.Recipient.Address, [.. view.Recipient.Kinds.Select(ContractReports.Word)], Words.Of(view.Recipient.Interval, JsonNamingPolicy.KebabCaseLower), view.Recipient.Language, view.Recipient.Contact,
        view.Recipient.Active, view.IsUser, view.Recipient.Version);
}
